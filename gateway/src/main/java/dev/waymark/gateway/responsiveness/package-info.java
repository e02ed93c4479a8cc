/**
 * The measure (protocol, section 10): how many of the requests that were due were answered in time, from stored times
 * alone, so that anybody can recompute it.
 *
 * <p>task → {@link dev.waymark.gateway.responsiveness.TaskTimes} → {@link
 * dev.waymark.gateway.responsiveness.Measure} (pure) → rows
 */
@NullMarked
package dev.waymark.gateway.responsiveness;

import org.jspecify.annotations.NullMarked;
