package dev.waymark.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.gateway.http.Fields;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.model.CaseRef;
import dev.waymark.gateway.model.EventId;
import dev.waymark.gateway.model.MilestoneCode;
import dev.waymark.gateway.model.ProgramId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads one CloudEvent as a milestone event (protocol, section 3): first who may, then the content, of which all faults
 * are told at once. Pure.
 */
public final class EventReader {

    private static final String MILESTONE = "waymark.milestone.";
    private static final String PARTNER_STATUS = "waymark.partner-status";
    private static final int YEARS_BACK = 10;
    private static final int HOURS_AHEAD = 24;

    private final UnaryOperator<Buffer> digest;

    /** @param digest a keyed hash: the canonical form of an event, which it is made of, holds personal data */
    public EventReader(UnaryOperator<Buffer> digest) {
        this.digest = digest;
    }

    /** The event; throws a {@link Problem} where it is not one that {@code sender} may post {@code now}. */
    public Event read(JsonNode body, Sender sender, Instant now, Journey journey) {
        JsonNode given = withoutUnset(body);
        refuseStrangers(given, sender);
        Fields fields = Fields.of(given, "");
        checkEnvelope(fields);
        Optional<EventId> id = fields.text("id").required(text -> id(sender, text));
        Optional<CaseRef> subject = fields.text("subject").required(CaseRef::of);
        Optional<Instant> time = fields.text("time").required(Times::read);
        time.filter(instant -> isOutside(instant, now))
                .ifPresent(wrong -> fields.fault(
                        "/time", "must be from " + YEARS_BACK + " years ago to " + HOURS_AHEAD + " h ahead"));
        Optional<EventId> corrects = fields.text("correctionof").optional(text -> id(sender, text));
        String type = fields.text("type").required();
        EventContent content = EventContent.read(fields);
        Optional<MilestoneCode> code =
                code(type).filter(known -> journey.policy(known).isPresent());
        if (code.isEmpty() && PARTNER_STATUS.equals(type)) {
            fields.fault("/type", "is not in this version yet: send a milestone");
        }
        if (!fields.done().faults().isEmpty()) {
            throw Problem.invalid(fields.faults());
        }
        if (code.isEmpty()) {
            throw unknownMilestone(type, journey);
        }
        return new Event(
                id.orElseThrow(),
                subject.orElseThrow(),
                code.get(),
                time.orElseThrow(),
                content.reason(),
                content.toSeal(),
                corrects,
                digest.apply(canonical(given, time.orElseThrow())));
    }

    /** A member that is null is the same as one that is not there (CloudEvents JSON format 1.0, section 2.2). */
    private static JsonNode withoutUnset(JsonNode body) {
        if (!(body instanceof ObjectNode object)
                || object.properties().stream()
                        .noneMatch(member -> member.getValue().isNull())) {
            return body;
        }
        ObjectNode set = object.objectNode();
        object.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> set.set(member.getKey(), member.getValue()));
        return set;
    }

    private static void refuseStrangers(JsonNode given, Sender sender) {
        JsonNode source = given.path("source");
        if (source.isTextual() && !source.textValue().equals(sender.source())) {
            throw Problem.of(
                    403,
                    "source-mismatch",
                    "This source is not yours",
                    "source must be " + sender.source() + ", that of the key that signed");
        }
        String subject = given.path("subject").asText("");
        String program = subject.substring(0, Math.max(0, subject.indexOf('/')));
        if (ProgramId.isValid(program) && !sender.programs().contains(new ProgramId(program))) {
            throw Problem.of(
                    403,
                    "not-in-program",
                    "This program is not yours",
                    "subject must be <program>/<case>, the program one that you are in");
        }
    }

    private static void checkEnvelope(Fields fields) {
        fields.text("source").required();
        if (fields.has("specversion")) {
            fields.text("specversion")
                    .optional()
                    .filter(version -> !version.equals("1.0"))
                    .ifPresent(other -> fields.fault("/specversion", "must be 1.0"));
        } else {
            fields.fault("/specversion", "is missing");
        }
        fields.text("datacontenttype")
                .optional()
                .filter(type -> !type.equals("application/json"))
                .ifPresent(other -> fields.fault("/datacontenttype", "must be application/json, or absent"));
        fields.node("data_base64")
                .ifPresent(bytes -> fields.fault("/data_base64", "is not taken: data must be a JSON object"));
    }

    private static EventId id(Sender sender, String text) {
        return new EventId(sender.partner(), text);
    }

    private static boolean isOutside(Instant time, Instant now) {
        return time.isAfter(now.plusSeconds(HOURS_AHEAD * 3_600L))
                || time.isBefore(
                        now.atOffset(ZoneOffset.UTC).minusYears(YEARS_BACK).toInstant());
    }

    private static Optional<MilestoneCode> code(String type) {
        return Optional.of(type)
                .filter(text -> text.startsWith(MILESTONE))
                .map(text -> text.substring(MILESTONE.length()))
                .filter(MilestoneCode::isValid)
                .map(MilestoneCode::new);
    }

    private static Problem unknownMilestone(String type, Journey journey) {
        String written = type.startsWith(MILESTONE) ? type.substring(MILESTONE.length()) : type;
        List<MilestoneCode> nearest = journey.nearest(written);
        String detail = "type must be " + MILESTONE + " and a code of the journey; the nearest are "
                + nearest.stream().map(MilestoneCode::value).collect(Collectors.joining(", "));
        return Problem.of(422, "unknown-milestone", "The journey has no such milestone", detail)
                .withExtension(
                        "errors",
                        new JsonArray()
                                .add(new JsonObject().put("pointer", "/type").put("detail", detail)));
    }

    private static Buffer canonical(JsonNode given, Instant time) {
        ObjectNode same = ((ObjectNode) given).objectNode();
        same.setAll((ObjectNode) given);
        same.put("time", time.toString());
        return CanonicalJson.of(same);
    }
}
