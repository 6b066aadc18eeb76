/** Makes the site of the documentation out of the Markdown of the checkout. */
@NullMarked
package dev.covector.site;

import org.jspecify.annotations.NullMarked;
