package dev.waymark.gateway.identity;

import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.config.YamlFile;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads users.yaml (protocol, section 12). Blocking. */
public final class UsersFile {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"]{1,64}@[A-Za-z0-9.-]{1,255}");

    private UsersFile() {}

    /** The users without fault; a missing file has none. */
    public static List<User> read(Path file, ConfigReading reading) {
        Section root = YamlFile.readIfPresent(file, reading);
        List<User> users = new ArrayList<>();
        Set<UserName> names = new HashSet<>();
        for (Section section : root.sections("users")) {
            user(section, names).ifPresent(users::add);
        }
        root.done();
        return users;
    }

    private static Optional<User> user(Section section, Set<UserName> names) {
        Value<UserName> user = section.value("user", UserName::new)
                .check(names::add, "stands here twice: give the other another name")
                .required();
        Value<String> name = section.text("name").required();
        Value<Argon2Hash> password = section.secret("password")
                .as(secret -> Argon2Hash.parse(secret.reveal()))
                .required();
        List<UserRole> roles = section.values("roles", UserRole::of);
        if (!section.has("roles")) {
            section.fault(
                    "roles", "is missing: it must be a list of case-manager, supervisor, operator, admin, partner");
        }
        List<ProgramId> programs = section.values("programs", ProgramId::new);
        Optional<String> email = section.text("email")
                .check(text -> ADDRESS.matcher(text).matches(), "must be a mail address, such as maria@example.org")
                .optional();
        Optional<PartnerId> partner = section.value("partner", PartnerId::new).optional();
        Optional<String> certificate =
                section.value("certificate", UsersFile::certificate).optional();
        return section.build(() -> new User(
                user.get(),
                name.get(),
                password.get(),
                Set.copyOf(new HashSet<>(roles)),
                Set.copyOf(new HashSet<>(programs)),
                email,
                partner,
                certificate));
    }

    /** The PEM as given. Whether it names the address and is in date is asked when mail is encrypted to it. */
    private static String certificate(String pem) {
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            return pem;
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    "must be a certificate in PEM, which starts with -----BEGIN CERTIFICATE-----", e);
        }
    }
}
