package dev.waymark.gateway.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.StrictJson;
import dev.waymark.gateway.jose.JoseRefused.Reason;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A protected header as received. Keys that it carries or points to ({@code jwk}, {@code jku}, {@code x5c}, {@code x5u})
 * are never used by this package; who must refuse them asks {@link #has}. Until its token was verified or decrypted,
 * it is what anybody wrote.
 */
public final class JoseHeader {

    /** Read before anything is proven. */
    static final int MAX_BYTES = 8 * 1024;

    private final ObjectNode members;

    private JoseHeader(ObjectNode members) {
        this.members = members;
    }

    /**
     * Reads a header: JSON, no member twice (RFC 7515, section 5.2), no {@code zip}, no {@code b64} (RFC 7797), and a
     * {@code crit} that names only members that are there and {@code understood}.
     */
    static JoseHeader read(byte[] json, Set<String> understood) {
        if (json.length > MAX_BYTES) {
            throw new JoseRefused(Reason.MALFORMED, "the header has more than " + MAX_BYTES + " bytes");
        }
        JoseHeader header = new JoseHeader(object(json));
        header.refuse("zip");
        header.refuse("b64");
        header.checkCritical(understood);
        return header;
    }

    /** The most characters that a header takes in a compact token, its dot included. */
    public static final int MAX_CHARS = (MAX_BYTES * 4 + 2) / 3 + 1;

    /**
     * The header of a compact token alone, as {@link Jws#parse} and {@link Jwe#parse} read it; what follows the first dot
     * is not looked at.
     *
     * @param start of a token: its first {@link #MAX_CHARS} characters will do
     */
    public static JoseHeader ofToken(String start, Set<String> understood) {
        return read(Compact.decode(Compact.first(start)), understood);
    }

    public boolean has(String name) {
        return members.has(name);
    }

    /** A member that is a string; refused as malformed where it is there and no string. */
    public Optional<String> text(String name) {
        JsonNode value = members.get(name);
        if (value != null && !value.isTextual()) {
            throw new JoseRefused(Reason.MALFORMED, name + " is no string");
        }
        return Optional.ofNullable(value).map(JsonNode::textValue);
    }

    /** A member that is a whole number; refused as malformed where it is there and none. */
    public OptionalLong number(String name) {
        JsonNode value = members.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new JoseRefused(Reason.MALFORMED, name + " is no whole number");
        }
        return OptionalLong.of(value.longValue());
    }

    /** A member that is base64url. */
    Optional<byte[]> bytes(String name) {
        return text(name).map(Compact::decode);
    }

    Optional<String> object(String name) {
        return Optional.ofNullable(members.get(name)).filter(JsonNode::isObject).map(JsonNode::toString);
    }

    private static ObjectNode object(byte[] json) {
        try {
            if (StrictJson.parse(Buffer.buffer(json)) instanceof ObjectNode object) {
                return object;
            }
        } catch (Problem notJson) {
            // told below
        }
        throw new JoseRefused(Reason.MALFORMED, "the header is no JSON object with each member once");
    }

    private void refuse(String name) {
        if (has(name)) {
            throw new JoseRefused(Reason.CRITICAL, name + " is not taken");
        }
    }

    private void checkCritical(Set<String> understood) {
        JsonNode critical = members.get("crit");
        if (critical == null) {
            return;
        }
        Set<String> named = new HashSet<>();
        for (JsonNode name : critical) {
            if (!name.isTextual() || !has(name.textValue()) || !named.add(name.textValue())) {
                throw new JoseRefused(Reason.CRITICAL, "crit is no list of different members of the header");
            }
        }
        if (!critical.isArray() || named.isEmpty() || !understood.containsAll(named)) {
            throw new JoseRefused(Reason.CRITICAL, "crit names what is not understood");
        }
    }
}
