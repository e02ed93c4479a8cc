package dev.waymark.gateway.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A caller that knows the JWKS, the request it sent and the answer it got, and checks that they belong together, by RFC
 * 9421, section 2.4, alone: strings and the JDK, nothing that the gateway signs with.
 */
final class AnswerProof {

    private static final Pattern LABEL = Pattern.compile("([a-z*][a-z0-9_*.-]*)=");
    private static final Pattern COMPONENT = Pattern.compile("\"([^\"]*)\"((?:;[a-z]+(?:=\"[^\"]*\")?)*)");

    private final RawRequest request;
    private final RawRequest.Answer answer;
    private final String label;
    private final String parameters;

    AnswerProof(RawRequest request, RawRequest.Answer answer) {
        this.request = request;
        this.answer = answer;
        String input = answer.fields().getOrDefault("Signature-Input", "");
        Matcher named = LABEL.matcher(input);
        if (!named.lookingAt()) {
            throw new AssertionError("not signed: " + answer);
        }
        this.label = named.group(1);
        this.parameters = input.substring(named.end());
    }

    String label() {
        return label;
    }

    /** As written, in order. */
    List<String> covered() {
        List<String> components = new ArrayList<>();
        Matcher each = COMPONENT.matcher(parameters.substring(0, parameters.indexOf(')')));
        while (each.find()) {
            components.add(each.group());
        }
        return components;
    }

    String parameter(String name) {
        Matcher found =
                Pattern.compile(";" + name + "=\"?([^;\"]*)").matcher(parameters.substring(parameters.indexOf(')')));
        return found.find() ? found.group(1) : "";
    }

    /** Whether the answer is the gateway's, whole, and to this request. */
    boolean holds(JsonObject jwks) throws GeneralSecurityException {
        return digestFits() && verify(jwks);
    }

    private boolean digestFits() throws GeneralSecurityException {
        byte[] sha256 =
                MessageDigest.getInstance("SHA-256").digest(answer.body().getBytes(ISO_8859_1));
        String stated = answer.fields().getOrDefault("Content-Digest", "");
        return answer.body().isEmpty()
                ? stated.isEmpty()
                : covered().contains("\"content-digest\"")
                        && stated.equals("sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
    }

    private boolean verify(JsonObject jwks) throws GeneralSecurityException {
        JsonObject key = jwks.getJsonArray("keys").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("kid").equals(parameter("keyid")))
                .findFirst()
                .orElseThrow();
        if (!key.getString("use").equals("sig") || !key.getString("crv").equals("Ed25519")) {
            return false;
        }
        byte[] x = Base64.getUrlDecoder().decode(key.getString("x"));
        byte[] spki = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(x));
        Signature ed25519 = Signature.getInstance("Ed25519", "SunEC");
        ed25519.initVerify(KeyFactory.getInstance("Ed25519", "SunEC").generatePublic(new X509EncodedKeySpec(spki)));
        ed25519.update(base().getBytes(US_ASCII));
        String signature = answer.fields().getOrDefault("Signature", "");
        return ed25519.verify(
                Base64.getDecoder().decode(signature.substring((label + "=:").length(), signature.length() - 1)));
    }

    String base() {
        StringBuilder base = new StringBuilder();
        for (String component : covered()) {
            base.append(component).append(": ").append(value(component)).append('\n');
        }
        return base + "\"@signature-params\": " + parameters;
    }

    private String value(String component) {
        Matcher parts = COMPONENT.matcher(component);
        if (!parts.matches()) {
            throw new AssertionError(component);
        }
        String name = parts.group(1);
        if (!parts.group(2).contains(";req")) {
            return name.equals("@status")
                    ? "" + answer.status()
                    : answer.fields().getOrDefault(name, "");
        }
        Matcher member = Pattern.compile(";key=\"([^\"]*)\"").matcher(parts.group(2));
        String path = request.target().replaceAll("\\?.*", "");
        return switch (name) {
            case "@method" -> request.method();
            case "@authority" -> field("Host");
            case "@path" -> path;
            case "@query" -> request.target().substring(path.length());
            default -> member.find() ? member(field(name), member.group(1)) : field(name);
        };
    }

    private String field(String name) {
        return request.fields().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .reduce((one, two) -> one + ", " + two)
                .orElseThrow();
    }

    /** Of dictionaries as tests write them: no comma but between the members. */
    private static String member(String dictionary, String key) {
        for (String one : dictionary.split(", *", -1)) {
            if (one.startsWith(key + "=")) {
                return one.substring(key.length() + 1);
            }
        }
        throw new AssertionError(key + " is not in " + dictionary);
    }
}
