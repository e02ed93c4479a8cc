package dev.waymark.gateway.partners;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.jose.EncryptionKey;
import dev.waymark.gateway.sealing.Sealing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each key of an entry of partners.yaml says, as a digest that tells whether it changed and nothing else: keyed, for
 * it covers secrets and addresses. Thread-safe.
 */
final class FileDigests {

    /** The columns that a key of the file fills. */
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "name", List.of("name"),
            "roles", List.of("roles"),
            "programs", List.of("programs"),
            "jwksUri", List.of("jwks_uri"),
            "webhook", List.of("webhook_url", "webhook_secret", "encrypt_to"),
            "contacts", List.of("contacts"),
            "calendar", List.of("calendar"));

    private final Sealing sealing;

    FileDigests(Sealing sealing) {
        this.sealing = sealing;
    }

    JsonObject of(PartnerEntry entry) {
        Map<String, JsonArray> said = new LinkedHashMap<>();
        said.put("name", JsonArray.of(entry.name()));
        said.put("roles", new JsonArray(entry.roles().stream().map(Enum::name).toList()));
        said.put(
                "programs",
                new JsonArray(entry.programs().stream().map(Object::toString).toList()));
        said.put(
                "jwksUri",
                new JsonArray(entry.jwksUri().stream().map(Object::toString).toList()));
        said.put("webhook", webhook(entry));
        said.put("contacts", PartnerJson.contacts(entry.contacts()));
        said.put(
                "calendar",
                new JsonArray(
                        entry.calendar().stream().map(PartnerJson::calendar).toList()));
        JsonObject digests = new JsonObject();
        said.forEach((key, value) -> digests.put(key, digest(key, value)));
        return digests;
    }

    /** The columns that stay, since the file says of them what it said before. */
    static Set<String> unchanged(JsonObject now, JsonObject before) {
        return COLUMNS.entrySet().stream()
                .filter(key -> now.getString(key.getKey()).equals(before.getString(key.getKey())))
                .flatMap(key -> key.getValue().stream())
                .collect(Collectors.toSet());
    }

    private static JsonArray webhook(PartnerEntry entry) {
        return entry.webhook()
                .map(hook -> new JsonArray(Arrays.asList(
                        hook.url().toString(),
                        hook.secret().map(Secret::reveal).orElse(null),
                        hook.encryptTo().map(EncryptionKey::jwk).orElse(null))))
                .orElseGet(JsonArray::new);
    }

    private String digest(String key, JsonArray value) {
        Buffer digest = sealing.keyedHash("partners-file", Buffer.buffer(key + value.encode()));
        return HexFormat.of().formatHex(digest.getBytes());
    }
}
