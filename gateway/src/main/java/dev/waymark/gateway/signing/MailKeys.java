package dev.waymark.gateway.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import dev.waymark.gateway.sealing.KeyFile;
import dev.waymark.gateway.sealing.KeyRefused;
import dev.waymark.gateway.smime.CertificateNames;
import dev.waymark.gateway.smime.SigningCertificate;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that mail is signed with (protocol, section 8): {@code mail-<name>.pem} in the keys directory. The one
 * that signs names {@code email.from} and is in date; of several, the one that began last. Read at start. Immutable.
 */
public final class MailKeys {

    private static final Logger LOG = LoggerFactory.getLogger(MailKeys.class);

    /** One file. */
    record Held(Path file, SigningCertificate own) {

        boolean isInDate(Instant now) {
            return !now.isBefore(own.certificate().getNotBefore().toInstant())
                    && !now.isAfter(own.certificate().getNotAfter().toInstant());
        }

        boolean names(String address) {
            return CertificateNames.names(own.certificate(), address);
        }

        String name() {
            return String.valueOf(file.getFileName());
        }
    }

    private final List<Held> all;
    private final Held current;
    private final Clocks clocks;

    private MailKeys(List<Held> all, Held current, Clocks clocks) {
        this.all = List.copyOf(all);
        this.current = current;
        this.clocks = clocks;
    }

    /**
     * Reads those in {@code directory}; where there is none and {@code mayCreate}, makes one signed by itself. Blocks.
     * Throws {@link KeyRefused}, naming the file, where one cannot be used, or there is none and none may be made.
     *
     * @param from the address that mail comes from
     */
    public static MailKeys open(Path directory, boolean mayCreate, String from, Clocks clocks, SecureRandom random) {
        MailKeyFiles files = new MailKeyFiles(directory);
        Instant now = clocks.steady();
        if (mayCreate) {
            files.makeWhereThereIsNone(from, now, random);
        }
        List<Held> all = files.read();
        Held current = all.stream()
                .max(Comparator.comparing((Held each) -> each.isInDate(now))
                        .thenComparing(each -> each.names(from))
                        .thenComparing(each -> each.own().certificate().getNotBefore())
                        .thenComparing(Held::name))
                .orElseThrow(() ->
                        new KeyRefused(directory.resolve("mail-*.pem"), "is missing: restore it from the backup"));
        warn(current, from, now);
        return new MailKeys(all, current, clocks);
    }

    private static void warn(Held current, String from, Instant now) {
        if (!current.names(from)) {
            LOG.warn(
                    "{} signs mail and does not name the address of email.from: mail programs will call its signature"
                            + " doubtful; put a key with a certificate that does beside it, as mail-<name>.pem",
                    current.file());
        }
        if (!current.isInDate(now)) {
            LOG.warn(
                    "{} signs mail and is out of date: mail programs will call its signature doubtful; put another beside"
                            + " it, as mail-<name>.pem",
                    current.file());
        }
    }

    /** The one that signs. */
    public SigningCertificate current() {
        return current.own();
    }

    /**
     * The public keys with {@code x5c} (RFC 7517), each until its certificate ends: to check mail by, and nothing else.
     */
    public List<JsonObject> jwks() {
        Instant now = clocks.steady();
        List<JsonObject> jwks = new ArrayList<>();
        all.stream().filter(each -> each.isInDate(now)).forEach(each -> jwks.add(jwk(each.own())));
        return jwks;
    }

    /** By file name: what {@code KeyFingerprints.hold} compares. Those that do not sign any more may be taken away. */
    public Map<String, KeyFile> byName() {
        Map<String, KeyFile> files = new HashMap<>();
        all.forEach(each -> files.put(
                each.name(),
                new KeyFile(
                        fingerprint(each.own().certificate().getPublicKey()),
                        each.equals(current) ? Optional.empty() : Optional.of(clocks.steady()))));
        return files;
    }

    /** Of the key, so that its certificate may be renewed in place. */
    private static Buffer fingerprint(PublicKey key) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonObject jwk(SigningCertificate own) {
        try {
            List<Base64> chain = new ArrayList<>();
            for (X509Certificate each : own.chain()) {
                chain.add(Base64.encode(each.getEncoded()));
            }
            PublicKey key = own.certificate().getPublicKey();
            JWK jwk = key instanceof ECPublicKey ec
                    ? new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec)
                            .keyUse(KeyUse.SIGNATURE)
                            .x509CertChain(chain)
                            .keyIDFromThumbprint()
                            .build()
                    : new RSAKey.Builder((RSAPublicKey) key)
                            .keyUse(KeyUse.SIGNATURE)
                            .x509CertChain(chain)
                            .keyIDFromThumbprint()
                            .build();
            return new JsonObject(jwk.toPublicJWK().toJSONString());
        } catch (CertificateEncodingException | JOSEException impossible) {
            throw new IllegalStateException("a certificate that was read", impossible);
        }
    }
}
