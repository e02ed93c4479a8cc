package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.partners.TestCertificates;
import io.vertx.core.json.JsonObject;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** Somebody who reads encrypted mail with {@code openssl cms}. */
final class MailOpener {

    final String certificate;
    private final Path folder;

    MailOpener(Path parent, String name, TestCertificates certificate) throws Exception {
        folder = Files.createDirectory(parent.resolve(name));
        TestCertificates.Made made = certificate.made();
        this.certificate = made.certificate();
        Files.writeString(folder.resolve("own.pem"), made.certificate());
        Files.writeString(folder.resolve("own.key"), made.privateKey());
    }

    /** The text, if it decrypts and the signature is the gateway's, whose certificate is {@code jwk}'s. */
    Optional<String> read(String source, JsonObject jwk, Instant at) throws Exception {
        Files.writeString(folder.resolve("mail"), source, StandardCharsets.ISO_8859_1);
        Files.writeString(
                folder.resolve("gateway.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + jwk.getJsonArray("x5c").getString(0).replaceAll("(.{64})", "$1\n")
                        + "\n-----END CERTIFICATE-----\n");
        boolean read = run(
                        "-decrypt",
                        "-in",
                        path("mail"),
                        "-recip",
                        path("own.pem"),
                        "-inkey",
                        path("own.key"),
                        "-out",
                        path("signed"))
                && run(
                        "-verify",
                        "-in",
                        path("signed"),
                        "-CAfile",
                        path("gateway.pem"),
                        "-purpose",
                        "smimesign",
                        "-attime",
                        Long.toString(at.getEpochSecond()),
                        "-out",
                        path("plain"));
        if (!read) {
            return Optional.empty();
        }
        try (InputStream plain = Files.newInputStream(folder.resolve("plain"))) {
            return Optional.of((String) new MimeMessage(Session.getInstance(new Properties()), plain).getContent());
        }
    }

    /** How the content is encrypted and to whom, as openssl prints it. */
    String printed(String source) throws Exception {
        Files.writeString(folder.resolve("mail"), source, StandardCharsets.ISO_8859_1);
        assertThat(run("-cmsout", "-print", "-noout", "-in", path("mail"))).isTrue();
        return Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private boolean run(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = "openssl";
        command[1] = "cms";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start()
                        .waitFor()
                == 0;
    }
}
