package dev.waymark.gateway.sandbox;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What partners write beside a code. */
final class Notes {

    private static final Map<String, JsonObject> BY_CODE = Map.of(
            "prior-auth.info-requested",
            note("Payer asks for the chart notes of the last six months", "clinical-documentation"),
            "prior-auth.denied",
            note("Step therapy was not tried", "step-therapy"),
            "referral.incomplete",
            note("Page two with the signature is missing", "missing-signature"),
            "fulfillment.on-hold",
            note("Cold-chain packaging is out of stock", "supply"),
            "fulfillment.unreachable",
            note("Three calls, no answer", "no-answer"),
            "benefits.not-covered",
            note("Plan excludes specialty products", "plan-exclusion"));

    private Notes() {}

    static JsonObject of(String code) {
        return BY_CODE.getOrDefault(code, new JsonObject()).copy();
    }

    private static JsonObject note(String note, String reason) {
        return new JsonObject().put("note", note).put("reason", reason);
    }
}
