package dev.covector.tree;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.RecordAttribute;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A module {@code app} in a layer of its own, with {@code public record app.model.Linear(Object w)}
 * and an exported {@code app.api.Api} that makes such records and gives away the module's lookup.
 */
final class GeneratedModule {
  /** What the module's descriptor says of the record's package. */
  enum Access {
    CLOSED,
    EXPORTED,
    OPEN
  }

  private static final ClassDesc LINEAR = ClassDesc.of("app.model.Linear");
  private static final ClassDesc API = ClassDesc.of("app.api.Api");
  private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
  private static final MethodTypeDesc CONSTRUCTOR =
      MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT);
  private static final int PUBLIC_STATIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;

  private final Class<?> api;

  GeneratedModule(Path folder, Access access) throws IOException, ClassNotFoundException {
    Files.createDirectories(folder.resolve("app/model"));
    Files.createDirectories(folder.resolve("app/api"));
    Files.write(folder.resolve("module-info.class"), descriptor(access));
    Files.write(folder.resolve("app/model/Linear.class"), linear());
    Files.write(folder.resolve("app/api/Api.class"), api());
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("app"));
    ModuleLayer layer =
        ModuleLayer.boot()
            .defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader());
    api = layer.findLoader("app").loadClass("app.api.Api");
    GeneratedModule.class.getModule().addReads(api.getModule());
  }

  Object linear(Object w) throws ReflectiveOperationException {
    return api.getMethod("linear", Object.class).invoke(null, w);
  }

  Lookup lookup() throws ReflectiveOperationException {
    return (Lookup) api.getMethod("lookup").invoke(null);
  }

  private static byte[] descriptor(Access access) {
    PackageDesc model = PackageDesc.of("app.model");
    return ClassFile.of()
        .buildModule(
            ModuleAttribute.of(
                ModuleDesc.of("app"),
                module -> {
                  module.requires(ModuleDesc.of("java.base"), ClassFile.ACC_MANDATED, null);
                  module.exports(PackageDesc.of("app.api"), 0);
                  switch (access) {
                    case CLOSED -> {}
                    case EXPORTED -> module.exports(model, 0);
                    case OPEN -> module.opens(model, 0);
                  }
                }));
  }

  private static byte[] linear() {
    ClassDesc parent = ClassDesc.of("java.lang.Record");
    return ClassFile.of()
        .build(
            LINEAR,
            type ->
                type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                    .withSuperclass(parent)
                    .with(RecordAttribute.of(List.of(RecordComponentInfo.of("w", OBJECT))))
                    .withField("w", OBJECT, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL)
                    .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        CONSTRUCTOR,
                        ClassFile.ACC_PUBLIC,
                        code ->
                            code.aload(0)
                                .invokespecial(
                                    parent, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                .aload(0)
                                .aload(1)
                                .putfield(LINEAR, "w", OBJECT)
                                .return_())
                    .withMethodBody(
                        "w",
                        MethodTypeDesc.of(OBJECT),
                        ClassFile.ACC_PUBLIC,
                        code -> code.aload(0).getfield(LINEAR, "w", OBJECT).areturn()));
  }

  private static byte[] api() {
    MethodTypeDesc lookup = MethodTypeDesc.of(ConstantDescs.CD_MethodHandles_Lookup);
    return ClassFile.of()
        .build(
            API,
            type ->
                type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                    .withMethodBody(
                        "lookup",
                        lookup,
                        PUBLIC_STATIC,
                        code ->
                            code.invokestatic(
                                    ClassDesc.of("java.lang.invoke.MethodHandles"),
                                    "lookup",
                                    lookup)
                                .areturn())
                    .withMethodBody(
                        "linear",
                        MethodTypeDesc.of(OBJECT, OBJECT),
                        PUBLIC_STATIC,
                        code ->
                            code.new_(LINEAR)
                                .dup()
                                .aload(0)
                                .invokespecial(LINEAR, ConstantDescs.INIT_NAME, CONSTRUCTOR)
                                .areturn()));
  }
}
