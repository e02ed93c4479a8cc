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
     * @param computed the digest of the bytes received for each algorithm compared; where the field names none of the
     *     two, of {@code sha-256}
     */
    record Comparison(boolean matches, Map<String, byte[]> computed, String detail) {

        /** As the field should have been. */
        String field() {
            return ContentDigest.field(computed);
        }
    }

    /** The field value for {@code body}. */
    static String of(byte[] body, Collection<String> algorithms, CryptoProviders crypto) {
        return field(digests(body, algorithms, crypto));
    }

    static Comparison compare(List<String> lines, byte[] body, CryptoProviders crypto) {
        Map<String, byte[]> stated = new LinkedHashMap<>();
        String fault = lines.isEmpty() ? "there is no Content-Digest" : read(lines, stated);
        if (stated.isEmpty()) {
            return new Comparison(false, digests(body, List.of("sha-256"), crypto), fault);
        }
        Map<String, byte[]> computed = digests(body, stated.keySet(), crypto);
        List<String> differing = new ArrayList<>();
        computed.forEach((algorithm, digest) -> {
            if (!MessageDigest.isEqual(stated.get(algorithm), digest)) {
                differing.add(algorithm);
            }
        });
        String detail = differing.isEmpty()
                ? ""
                : String.join(" and ", differing) + " differs from that of the " + body.length + " bytes received";
        return new Comparison(differing.isEmpty(), computed, detail);
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

    private static Map<String, byte[]> digests(byte[] body, Collection<String> algorithms, CryptoProviders crypto) {
        Map<String, byte[]> digests = new LinkedHashMap<>();
        for (String algorithm : algorithms) {
            digests.put(
                    algorithm,
                    crypto.digest(ALGORITHMS.getOrDefault(algorithm, algorithm)).digest(body));
        }
        return digests;
    }

    private static String field(Map<String, byte[]> digests) {
        Map<String, ListElement<?>> members = new LinkedHashMap<>();
        digests.forEach((algorithm, digest) -> members.put(algorithm, ByteSequenceItem.valueOf(digest)));
        return Dictionary.valueOf(members).serialize();
    }
}
