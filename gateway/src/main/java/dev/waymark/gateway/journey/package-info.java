/**
 * The journey of a case, pure: stages, milestone codes and what each asks, tells and ends; clocks; how a case stands.
 *
 * <p>journey.yaml → {@link dev.waymark.gateway.journey.Journey}; a case's milestones → {@link
 * dev.waymark.gateway.journey.Timeline} → {@link dev.waymark.gateway.journey.CaseState}
 */
@NullMarked
package dev.waymark.gateway.journey;

import org.jspecify.annotations.NullMarked;
