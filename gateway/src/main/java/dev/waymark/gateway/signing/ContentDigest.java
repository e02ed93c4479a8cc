package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;

/** {@code Content-Digest} (RFC 9530) with {@code sha-256} and {@code sha-512}; other algorithms are not looked at. */
final class ContentDigest {

    static final String FIELD = "content-digest";

    /** The field's names, and the JCA's. */
    private static final Map<String, String> ALGORITHMS = Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

    private ContentDigest() {}

    /**
     * What the comparison found.
     *
     * @param computed the digest of the bytes received, as a field value, for each algorithm compared; where the field
     *     names none of the two, of {@code sha-256}
     */
    record Comparison(boolean matches, String computed, String detail) {}

    /** The field value for {@code body}. */
    static String of(byte[] body, Collection<String> algorithms, CryptoProviders crypto) {
        Map<String, ListElement<?>> members = new LinkedHashMap<>();
        for (String algorithm : algorithms) {
            members.put(algorithm, ByteSequenceItem.valueOf(digest(algorithm, body, crypto)));
        }
        return Dictionary.valueOf(members).serialize();
    }

    static Comparison compare(List<String> lines, byte[] body, CryptoProviders crypto) {
        Map<String, byte[]> stated = new LinkedHashMap<>();
        String fault = lines.isEmpty() ? "there is no Content-Digest" : read(lines, stated);
        if (stated.isEmpty()) {
            return new Comparison(false, of(body, List.of("sha-256"), crypto), fault);
        }
        List<String> differing = new ArrayList<>();
        stated.forEach((algorithm, value) -> {
            if (!MessageDigest.isEqual(value, digest(algorithm, body, crypto))) {
                differing.add(algorithm);
            }
        });
        String detail =
                String.join(" and ", differing) + " differs from that of the " + body.length + " bytes received";
        return new Comparison(differing.isEmpty(), of(body, stated.keySet(), crypto), detail);
    }

    private static String read(List<String> lines, Map<String, byte[]> stated) {
        try {
            new Parser(lines).parseDictionary().get().forEach((name, member) -> {
                if (ALGORITHMS.containsKey(name)) {
                    stated.put(name, member instanceof ByteSequenceItem bytes ? Bytes.of(bytes) : new byte[0]);
                }
            });
            return "Content-Digest has neither sha-256 nor sha-512";
        } catch (ParseException broken) {
            return "Content-Digest is no dictionary (RFC 8941), at character " + broken.getPosition();
        }
    }

    private static byte[] digest(String algorithm, byte[] body, CryptoProviders crypto) {
        return crypto.digest(ALGORITHMS.getOrDefault(algorithm, algorithm)).digest(body);
    }
}
