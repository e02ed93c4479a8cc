package dev.waymark.gateway.acks;

import dev.waymark.gateway.http.Problem;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code status}, {@code after} and {@code limit} of a look into the inbox. */
record InboxQuery(boolean all, long after, int limit) {

    static InboxQuery of(MultiMap query, int usual, int largest) {
        List<Problem.Fault> faults = new ArrayList<>();
        String status = query.contains("status") ? query.get("status") : "open";
        if (!status.equals("open") && !status.equals("all")) {
            faults.add(new Problem.Fault("/status", "must be open or all"));
        }
        long after = number(query.get("after"), "/after", 0, 0, Long.MAX_VALUE, faults);
        long limit = number(query.get("limit"), "/limit", usual, 1, largest, faults);
        for (String name : query.names()) {
            if (!List.of("status", "after", "limit").contains(name)) {
                faults.add(new Problem.Fault("/" + name, "is not a parameter: status, after and limit are"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new InboxQuery(status.equals("all"), after, (int) limit);
    }

    private static long number(
            @Nullable String text, String pointer, long usual, long least, long most, List<Problem.Fault> faults) {
        if (text == null) {
            return usual;
        }
        if (text.matches("[0-9]{1,18}")) {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        faults.add(new Problem.Fault(
                pointer, "must be a whole number" + (most == Long.MAX_VALUE ? "" : " from " + least + " to " + most)));
        return usual;
    }
}
