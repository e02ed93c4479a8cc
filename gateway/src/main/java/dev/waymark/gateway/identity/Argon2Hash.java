package dev.waymark.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password's Argon2id hash (RFC 9106) as a PHC string, {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<tag>}. Immutable.
 * {@link #make} and {@link #matches} take tens of milliseconds and the memory that the hash names: off the event loop, and not
 * many at once ({@link PasswordChecks}).
 */
public final class Argon2Hash {

    /** OWASP's password storage cheat sheet: 19 MiB, two passes, one lane. */
    private static final int MEMORY_KIB = 19 * 1024;

    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;

    /** What a hash made elsewhere may ask of a sign-in. */
    private static final int MOST_MEMORY_KIB = 64 * 1024;

    private static final int MOST_PASSES = 10;
    private static final int MOST_LANES = 8;

    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final int memoryKib;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] tag;

    private Argon2Hash(int memoryKib, int passes, int lanes, byte[] salt, byte[] tag) {
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.tag = tag;
    }

    /** Hashes a password with a new salt. */
    public static Argon2Hash make(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Argon2Hash(MEMORY_KIB, PASSES, 1, salt, compute(password, MEMORY_KIB, PASSES, 1, salt, TAG_BYTES));
    }

    /** A hash that no password has, and that takes as long to find out as any made by {@link #make}. */
    static Argon2Hash ofNobody(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] tag = new byte[TAG_BYTES];
        random.nextBytes(salt);
        random.nextBytes(tag);
        return new Argon2Hash(MEMORY_KIB, PASSES, 1, salt, tag);
    }

    /** Reads a PHC string; {@link IllegalArgumentException} says what is wrong without repeating it. */
    public static Argon2Hash parse(String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be an Argon2id hash that starts with $argon2id$v=19$: make one with hash-password");
        }
        int memoryKib = Integer.parseInt(matcher.group(1));
        int passes = Integer.parseInt(matcher.group(2));
        int lanes = Integer.parseInt(matcher.group(3));
        if (lanes < 1
                || lanes > MOST_LANES
                || memoryKib < 8 * lanes
                || memoryKib > MOST_MEMORY_KIB
                || passes < 1
                || passes > MOST_PASSES) {
            throw new IllegalArgumentException("must have at most m=" + MOST_MEMORY_KIB + ", t=" + MOST_PASSES + ", p="
                    + MOST_LANES + ": make one with hash-password");
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return new Argon2Hash(
                    memoryKib, passes, lanes, base64.decode(matcher.group(4)), base64.decode(matcher.group(5)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a salt or tag that is not base64: make one with hash-password", e);
        }
    }

    /** Whether this is the hash of {@code password}; compares in constant time. */
    public boolean matches(String password) {
        return MessageDigest.isEqual(tag, compute(password, memoryKib, passes, lanes, salt, tag.length));
    }

    /** The PHC string. */
    public String phc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(tag);
    }

    /** Stands for the hash where sessions are bound to it: another password ends them. */
    byte[] fingerprint() {
        return Hashes.sha256(phc().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "[redacted]";
    }

    private static byte[] compute(String password, int memoryKib, int passes, int lanes, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] out = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
        return out;
    }
}
