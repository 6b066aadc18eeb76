package dev.covector.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * A picture of the ratios: a pair of axes for each row, its bar going up where Covector is faster.
 * The vertical axis is logarithmic: one line is a factor of two, and the line in the middle is 1.
 */
final class Chart {
  private static final int WIDTH_PER_ROW = 26;
  private static final int MARGIN = 220;
  private static final int HEIGHT = 760;

  /** Ratios beyond are drawn at the edge: a factor of 256 either way. */
  private static final double EDGE = 8;

  private Chart() {}

  /** Writes a PNG. */
  static void write(Report report, Path file) throws IOException {
    List<RowResult> rows =
        report.results().stream()
            .filter(row -> report.peers().stream().anyMatch(p -> row.ratio(p).isPresent()))
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(MARGIN + WIDTH_PER_ROW * rows.size() * Math.max(1, report.peers().size()))
            .height(HEIGHT)
            .title("Time of a peer by the time of Covector (above 1: Covector is faster)")
            .build();
    style(chart);
    for (String peer : report.peers()) {
      List<Double> heights = new ArrayList<>();
      for (RowResult row : rows) {
        heights.add(row.ratio(peer).map(Chart::height).orElse(0.0));
      }
      String mean = Format.figure(report.means().getOrDefault(peer, Double.NaN));
      List<String> names = rows.stream().map(row -> row.row().name()).toList();
      chart.addSeries(peer + " (geometric mean " + mean + ")", names, heights);
    }
    List<Double> all =
        chart.getSeriesMap().values().stream()
            .flatMap(series -> series.getYData().stream())
            .map(Number::doubleValue)
            .toList();
    chart.getStyler().setYAxisMin(Math.floor(Math.min(-1, Collections.min(all))));
    chart.getStyler().setYAxisMax(Math.ceil(Math.max(1, Collections.max(all))));
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private static double height(double ratio) {
    return Math.clamp(Math.log(ratio) / Math.log(2), -EDGE, EDGE);
  }

  private static void style(CategoryChart chart) {
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisLabelRotation(90);
    chart.getStyler().setYAxisTickMarkSpacingHint(40);
    chart.getStyler().setyAxisTickLabelsFormattingFunction(power -> label(power));
  }

  private static String label(double power) {
    double ratio = Math.pow(2, power);
    return ratio >= 1 ? Format.figure(ratio) : "1/" + Format.figure(1 / ratio);
  }
}
