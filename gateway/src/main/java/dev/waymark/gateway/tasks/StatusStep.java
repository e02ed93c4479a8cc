package dev.waymark.gateway.tasks;

import dev.waymark.gateway.model.TaskStatus;

/** What becomes of a task whose owner reports a status. */
public sealed interface StatusStep {

    /** It moves. */
    record Moved(Task task) implements StatusStep {}

    /** It has that status already; nothing changes. */
    record Already(Task task) implements StatusStep {}

    /** That status is not forward of the one it has. */
    record NotForward(TaskStatus from, TaskStatus to) implements StatusStep {}
}
