/** Ids, and the words that every feature shares. Records and sealed types over {@code java.*} only. */
@NullMarked
package dev.waymark.gateway.model;

import org.jspecify.annotations.NullMarked;
