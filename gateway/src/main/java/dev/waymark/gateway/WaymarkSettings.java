package dev.waymark.gateway;

import dev.waymark.channels.email.EmailSettings;
import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.http.HttpServerSettings;
import dev.waymark.gateway.identity.SessionSettings;
import dev.waymark.gateway.pg.DatabaseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * waymark.yaml, whole and without fault (protocol, section 12). Paths are resolved against its folder; secrets print as
 * {@code [redacted]}.
 *
 * @param publicUrl without path; what signatures, links and the console's origin are measured by
 * @param journey the packed journey where there is no such file
 * @param templates over the packed ones; need not be there
 */
public record WaymarkSettings(
        URI publicUrl,
        HttpServerSettings http,
        DatabaseSettings database,
        Path dataDir,
        Path partners,
        Path users,
        Path programs,
        Optional<Path> journey,
        Path templates,
        Path keys,
        EmailSettings email,
        SmsSettings sms,
        LimitSettings limits,
        EgressSettings egress,
        SessionSettings sessions) {

    /** Reads the file; empty if anything in it is at fault, which its reading then tells. */
    static Optional<WaymarkSettings> read(Section file) {
        var http = EdgeReading.http(file.section("http"));
        URI publicUrl = EdgeReading.publicUrl(file, http);
        Path dataDir = file.path("dataDir", "waymark-data");
        var database = DatabaseReading.database(file.section("database"), dataDir);
        Path partners = FilesReading.partners(file);
        Path users = FilesReading.users(file);
        Path programs = FilesReading.programs(file);
        var journey = FilesReading.journey(file);
        var templates = FilesReading.templates(file);
        Path keys = FilesReading.keys(file.section("keys"));
        var email = ChannelsReading.email(file.section("email"), publicUrl);
        var sms = ChannelsReading.sms(file.section("sms"), publicUrl);
        var limits = EdgeReading.limits(file.section("limits"));
        var egress = EdgeReading.egress(file.section("egress"));
        var sessions = EdgeReading.sessions(file.section("sessions"));
        LaterReading.refuse(file);
        return file.build(() -> new WaymarkSettings(
                publicUrl,
                http.orElseThrow(),
                database.orElseThrow(),
                dataDir,
                partners,
                users,
                programs,
                journey,
                templates,
                keys,
                email.orElseThrow(),
                sms.orElseThrow(),
                limits,
                egress,
                sessions.orElseThrow()));
    }
}
