/**
 * The measure (protocol, section 10): how many of the requests that were due were answered in time, from stored times
 * alone, so that anybody can recompute it; and the tasks behind each figure.
 *
 * <p>task → {@link dev.waymark.gateway.responsiveness.MeasuredSql} (the definition) → {@link
 * dev.waymark.gateway.responsiveness.PgMeasure} rows, {@link dev.waymark.gateway.responsiveness.PgMeasuredTasks} tasks
 */
@NullMarked
package dev.waymark.gateway.responsiveness;

import org.jspecify.annotations.NullMarked;
