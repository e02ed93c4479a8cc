/**
 * Words for people: templates in their language, given only what they may read, written safely into each form. {@code
 * template + RenderingContext → text, mail, page, alert}.
 */
@NullMarked
package dev.waymark.gateway.rendering;

import org.jspecify.annotations.NullMarked;
