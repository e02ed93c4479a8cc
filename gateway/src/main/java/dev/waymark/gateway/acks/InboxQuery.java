package dev.waymark.gateway.acks;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code status}, {@code after}, {@code limit} and {@code partner} of a look into an inbox. */
record InboxQuery(boolean all, long after, int limit, Optional<PartnerId> partner) {

    private static final List<String> NAMES = List.of("status", "after", "limit", "partner");

    static InboxQuery of(MultiMap query, int usual, int largest) {
        List<Problem.Fault> faults = new ArrayList<>();
        String status = query.contains("status") ? query.get("status") : "open";
        if (!status.equals("open") && !status.equals("all")) {
            faults.add(new Problem.Fault("/status", "must be open or all"));
        }
        long after = number(query.get("after"), "/after", 0, 0, Long.MAX_VALUE, faults);
        long limit = number(query.get("limit"), "/limit", usual, 1, largest, faults);
        Optional<String> partner = Optional.ofNullable(query.get("partner"));
        if (partner.filter(id -> !PartnerId.isValid(id)).isPresent()) {
            faults.add(new Problem.Fault("/partner", "must be a partner's id"));
        }
        for (String name : query.names()) {
            if (!NAMES.contains(name)) {
                faults.add(new Problem.Fault("/" + name, "is not a parameter: status, after, limit and partner are"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new InboxQuery(status.equals("all"), after, (int) limit, partner.map(PartnerId::new));
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
