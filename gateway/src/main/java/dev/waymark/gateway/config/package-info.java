/** Strict typed YAML: reads files, collects every fault with its place, never stops at the first. */
@NullMarked
package dev.waymark.gateway.config;

import org.jspecify.annotations.NullMarked;
