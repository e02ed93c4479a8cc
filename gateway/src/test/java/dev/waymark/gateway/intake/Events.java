package dev.waymark.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.gateway.http.StrictJson;
import dev.waymark.gateway.journey.Journey;
import dev.waymark.gateway.journey.Journeys;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.time.ManualClocks;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Events as partners write them, and read as the gateway reads them. */
final class Events {

    static final Journey JOURNEY = Journeys.shipped();
    static final Sender HUB = sender("acme-hub");
    static final Sender PHARMACY = sender("rx-one");

    private Events() {}

    static Sender sender(String partner) {
        return new Sender(new PartnerId(partner), Set.of(new ProgramId("orphan-x")));
    }

    /** A valid event of that sender, from an hour before the test's clock starts. */
    static JsonObject json(Sender sender, String id, String subject) {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", sender.source())
                .put("type", "waymark.milestone.prior-auth.info-requested")
                .put("subject", subject)
                .put("time", ManualClocks.START.minusSeconds(3_600).toString())
                .put("datacontenttype", "application/json")
                .put(
                        "data",
                        new JsonObject()
                                .put("note", "Payer asks for chart notes")
                                .put("reason", "clinical-documentation")
                                .put("attributes", new JsonObject().put("payer", "Example Health")));
    }

    static JsonObject correction(Sender sender, String id, String subject, String corrected) {
        return json(sender, id, subject).put("correctionof", corrected);
    }

    static JsonNode tree(JsonObject json) {
        return StrictJson.tree(json.toBuffer());
    }

    /** Read with the canonical form itself as its digest. */
    static Event read(Sender sender, JsonObject json) {
        return read(sender, json, UnaryOperator.identity());
    }

    static Event read(Sender sender, JsonObject json, UnaryOperator<Buffer> digest) {
        return new EventReader(digest).read(tree(json), sender, ManualClocks.START, JOURNEY);
    }
}
