package dev.waymark.gateway.partners;

import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.jose.EncryptionKey;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A partner as administrators see it: never a secret, only whether there is one. */
final class ShownPartner {

    private ShownPartner() {}

    static JsonObject of(PartnerAdmin.Shown shown) {
        return listed(shown).put("contacts", PartnerJson.contacts(shown.contacts()));
    }

    /** In a list: without contacts, which are opened one partner at a time. */
    static JsonObject listed(PartnerAdmin.Shown shown) {
        StoredPartner partner = shown.partner();
        JsonArray keys = new JsonArray();
        shown.keys().forEach(key -> keys.add(key(key)));
        return new JsonObject()
                .put("id", partner.id().value())
                .put("name", partner.name())
                .put(
                        "roles",
                        new JsonArray(
                                partner.roles().stream().map(PartnerRole::wire).toList()))
                .put(
                        "programs",
                        new JsonArray(partner.programs().stream()
                                .map(ProgramId::value)
                                .toList()))
                .put("keys", keys)
                .put("jwksUri", partner.jwksUri().orElse(null))
                .put(
                        "webhook",
                        partner.webhookUrl()
                                .map(url -> new JsonObject()
                                        .put("url", url.toString())
                                        .put(
                                                "hasSecret",
                                                partner.webhookSecret().isPresent())
                                        .put(
                                                "encryptTo",
                                                partner.encryptTo()
                                                        .map(EncryptionKey::jwk)
                                                        .orElse(null)))
                                .orElse(null))
                .put("calendar", partner.calendar().map(PartnerJson::calendar).orElse(null))
                .put("disabled", partner.disabled())
                .put("updatedAt", Times.write(partner.updatedAt()));
    }

    private static JsonObject key(StoredKey key) {
        return new JsonObject()
                .put("kid", key.kid())
                .put("jwk", key.jwk())
                .put("addedAt", Times.write(key.addedAt()))
                .put("revokedAt", key.revokedAt().map(Times::write).orElse(null));
    }
}
