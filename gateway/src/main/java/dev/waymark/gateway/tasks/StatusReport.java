package dev.waymark.gateway.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.model.TaskStatus;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an owner reports of a task.
 *
 * @param reason in the owner's words; always there for on-hold and rejected
 */
record StatusReport(TaskStatus status, Optional<String> reason) {

    /** Like a note (protocol, section 3). */
    private static final int MOST_CHARACTERS = 2_000;

    private static final Set<TaskStatus> REPORTED = EnumSet.of(
            TaskStatus.ACCEPTED, TaskStatus.IN_PROGRESS, TaskStatus.ON_HOLD, TaskStatus.COMPLETED, TaskStatus.REJECTED);

    /** Reads a body; throws {@code 422 invalid} with every fault. */
    static StatusReport of(JsonNode body) {
        Fields fields = Fields.of(body, "");
        Optional<TaskStatus> status = fields.text("status").required(StatusReport::reported);
        Optional<String> reason =
                fields.text("reason").seen().max(MOST_CHARACTERS).optional();
        if (status.filter(StatusReport::needsReason).isPresent() && !fields.has("reason")) {
            fields.fault("/reason", "is missing: on-hold and rejected need one");
        }
        fields.orThrow();
        return new StatusReport(status.orElseThrow(), reason);
    }

    private static boolean needsReason(TaskStatus status) {
        return status == TaskStatus.ON_HOLD || status == TaskStatus.REJECTED;
    }

    private static TaskStatus reported(String word) {
        for (TaskStatus status : REPORTED) {
            if (status.wire().equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("must be one of accepted, in-progress, on-hold, completed, rejected");
    }
}
