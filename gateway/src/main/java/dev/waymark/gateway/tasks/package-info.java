/**
 * What partners are asked to do: tasks, the rules by which they move, and how their owners report on them.
 *
 * <p>delivery, answer, status, milestone → {@link dev.waymark.gateway.tasks.TaskRules} (pure) → {@link
 * dev.waymark.gateway.tasks.PgTasks} → tracker, webhooks, the measure
 */
@NullMarked
package dev.waymark.gateway.tasks;

import org.jspecify.annotations.NullMarked;
