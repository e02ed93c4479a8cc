/** Health, metrics and logs. The parts tell; this package answers. */
@NullMarked
package dev.waymark.gateway.ops;

import org.jspecify.annotations.NullMarked;
