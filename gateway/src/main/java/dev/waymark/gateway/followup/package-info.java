/**
 * What falls due as time passes and nobody moves: reminders and escalations of tasks, alerts that become urgent mail, cases
 * that become at-risk or stalled. {@code task, alert, case_standing by their next moment → notifications, alerts}.
 */
@NullMarked
package dev.waymark.gateway.followup;

import org.jspecify.annotations.NullMarked;
