package dev.waymark.gateway.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.TextField;
import dev.waymark.gateway.model.MessageId;
import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message as its writer sent it.
 *
 * @param unreachable who of those addressed cannot be told now; no fault of one that was taken before
 */
record Draft(
        String ownId,
        List<String> to,
        String text,
        Optional<MessageId> inReplyTo,
        Optional<Duration> answerWithin,
        List<Problem.Fault> unreachable) {

    private static final int LONGEST_ID = 128;

    /** Like a note (protocol, section 5a). */
    static final int LONGEST_TEXT = 2_000;

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * Reads a body; throws {@code 422 invalid} with every fault, those that {@code addressees} finds among them. Where they
     * are the only ones, they are kept for whom it matters to.
     */
    static Draft of(JsonNode body, Addressees addressees) {
        Fields fields = Fields.of(body, "");
        String id = fields.text("id").min(1).max(LONGEST_ID).required();
        List<Problem.Fault> unreachable = new ArrayList<>();
        List<String> to = to(fields, addressees, unreachable);
        String text = fields.text("text").seen().max(LONGEST_TEXT).required();
        Optional<MessageId> inReplyTo = fields.text("inReplyTo").optional(Draft::messageId);
        Optional<Duration> within = fields.text("answerWithin").duration();
        within.filter(time -> time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0)
                .ifPresent(time -> fields.fault("/answerWithin", "must be from PT1M to P366D"));
        if (!fields.done().faults().isEmpty()) {
            unreachable.forEach(fault -> fields.fault(fault.pointer(), fault.detail()));
            throw Problem.invalid(fields.faults());
        }
        return new Draft(id, to, text, inReplyTo, within, List.copyOf(unreachable));
    }

    /** Who can be addressed on this case by this writer now: says why not, where not. */
    interface Addressees {
        Optional<String> refusal(String addressee);
    }

    private static List<String> to(Fields fields, Addressees addressees, List<Problem.Fault> unreachable) {
        Set<String> to = new LinkedHashSet<>();
        if (!fields.has("to")) {
            fields.fault("/to", "is missing");
        }
        List<TextField> texts = new ArrayList<>(fields.texts("to"));
        if (fields.has("to") && texts.isEmpty() && fields.faults().isEmpty()) {
            fields.fault("/to", "must name somebody");
        }
        for (TextField field : texts) {
            field.optional().ifPresent(addressee -> {
                if (!to.add(addressee)) {
                    fields.fault(field.pointer(), "is named twice");
                }
                addressees
                        .refusal(addressee)
                        .ifPresent(detail -> unreachable.add(new Problem.Fault(field.pointer(), detail)));
            });
        }
        return List.copyOf(to);
    }

    /** Reads it, or throws {@link IllegalArgumentException} that says what must be written. */
    static MessageId messageId(String text) {
        try {
            return MessageId.of(text);
        } catch (IllegalArgumentException noId) {
            throw new IllegalArgumentException("must be the id of a message", noId);
        }
    }

    boolean toManagers() {
        return to.contains(Author.MANAGERS);
    }

    List<PartnerId> toPartners() {
        return to.stream()
                .filter(one -> !one.equals(Author.MANAGERS))
                .map(PartnerId::new)
                .toList();
    }

    /** What makes two messages of one id the same, whatever the order of those addressed. */
    Buffer canonical() {
        return new JsonArray()
                .add(new JsonArray(to.stream().sorted().toList()))
                .add(text)
                .add(new JsonObject()
                        .put("inReplyTo", inReplyTo.map(MessageId::toString).orElse(""))
                        .put("within", answerWithin.map(Duration::toMillis).orElse(0L)))
                .toBuffer();
    }

    /** Prints nothing of what was written. */
    @Override
    public String toString() {
        return "Draft[redacted]";
    }
}
