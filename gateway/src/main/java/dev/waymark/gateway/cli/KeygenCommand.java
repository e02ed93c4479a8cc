package dev.waymark.gateway.cli;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.signing.KeyPairs;
import dev.waymark.gateway.signing.PartnerKey;
import dev.waymark.gateway.signing.SigningAlgorithm;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "keygen",
        description =
                "Makes a key pair for a partner. The private JWK goes to standard output, the public one, as an entry"
                        + " for partners.yaml, to standard error.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark keygen --partner acme-hub --kid 2026-11 --out acme-hub.jwk",
            "  waymark keygen --partner acme-hub --kid 2026-11 --alg es256 > acme-hub.jwk",
            "",
            "The private JWK has a member waymark_keyid, the key id on the wire (acme-hub/2026-11): \"send --key\" takes the",
            "file as it is. Other programs pass over that member (RFC 7517, section 4)."
        })
final class KeygenCommand implements Callable<Integer> {

    /** In a private JWK: the key id on the wire. */
    static final String KEY_ID = "waymark_keyid";

    enum Alg {
        ED25519(SigningAlgorithm.ED25519),
        ES256(SigningAlgorithm.ECDSA_P256_SHA256),
        ES384(SigningAlgorithm.ECDSA_P384_SHA384),
        RSA(SigningAlgorithm.RSA_PSS_SHA512);

        private final SigningAlgorithm algorithm;

        Alg(SigningAlgorithm algorithm) {
            this.algorithm = algorithm;
        }
    }

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--partner", required = true, paramLabel = "ID", description = "The partner's id in partners.yaml.")
    private String partner = "";

    @Option(
            names = "--kid",
            required = true,
            paramLabel = "KID",
            description = "The partner's own name of the key, such as 2026-11.")
    private String kid = "";

    @Option(
            names = "--alg",
            paramLabel = "ALG",
            description = "ed25519 (default), es256, es384, or rsa (RSA-PSS with SHA-512).")
    private Alg alg = Alg.ED25519;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the private JWK there, readable by you alone, and the public one to standard output.")
    private Optional<Path> out = Optional.empty();

    KeygenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!PartnerId.isValid(partner)) {
            throw CommandFailed.misused("--partner must be 2 to 40 of a-z, 0-9 and -");
        }
        if (!PartnerKey.isKid(kid)) {
            throw CommandFailed.misused("--kid must be 1 to 128 of A-Z a-z 0-9 . _ ~ = -");
        }
        KeyPairs.JwkPair pair =
                new KeyPairs(CryptoProviders.bouncyCastle(), surroundings.random()).generate(alg.algorithm, kid);
        String privateJwk =
                pair.privateJwk().copy().put(KEY_ID, partner + "/" + kid).encode();
        PrintWriter toOut = spec.commandLine().getOut();
        PrintWriter toErr = spec.commandLine().getErr();
        if (out.isPresent()) {
            PrivateFiles.writeNew(out.get(), privateJwk + "\n");
            toErr.println("The private key is in " + out.get() + ". Under keys of " + partner + " in partners.yaml:");
            toOut.println(yaml(pair.publicJwk()));
        } else {
            toOut.println(privateJwk);
            toErr.println("Under keys of " + partner + " in partners.yaml:");
            toErr.println(yaml(pair.publicJwk()));
        }
        toErr.flush();
        toOut.flush();
        return ExitCodes.DONE;
    }

    private static String yaml(JsonObject jwk) {
        StringBuilder entry = new StringBuilder("      - {");
        for (Map.Entry<String, Object> member : jwk) {
            entry.append(entry.charAt(entry.length() - 1) == '{' ? "" : ", ")
                    .append(member.getKey())
                    .append(": \"")
                    .append(member.getValue())
                    .append('"');
        }
        return entry.append('}').toString();
    }
}
