/**
 * Cases: who is on one, who may see it, what has happened on it and whether its people may be written to.
 *
 * <p>PUT → {@link dev.waymark.gateway.cases.EnrolHandler} → care_case, person, fanout_due; care_case, milestone, task →
 * {@link dev.waymark.gateway.cases.TrackerHandler} → GET
 */
@NullMarked
package dev.waymark.gateway.cases;

import org.jspecify.annotations.NullMarked;
