/**
 * Milestones in: reads signed events, takes those of many requests in one statement, answers once they are durable.
 *
 * <p>POST → {@link dev.waymark.gateway.intake.MilestonesHandler} → {@link dev.waymark.gateway.intake.EventReader} → {@link
 * dev.waymark.gateway.intake.Intake} → event, milestone, fanout_due → 202
 */
@NullMarked
package dev.waymark.gateway.intake;

import org.jspecify.annotations.NullMarked;
