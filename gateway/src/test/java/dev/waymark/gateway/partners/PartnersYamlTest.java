package dev.waymark.gateway.partners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.config.ConfigFault;
import dev.waymark.gateway.config.ConfigReading;
import dev.waymark.gateway.config.YamlFile;
import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.journey.WorkingHours;
import dev.waymark.gateway.model.PartnerRole;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartnersYamlTest {

    private static final String KEY =
            "{kty: OKP, crv: Ed25519, kid: \"2026-11\", x: 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo}";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final ConfigReading reading = new ConfigReading(Map.of());

    @Test
    void a_partner_is_read_as_the_protocol_shows_it() {
        List<PartnerEntry> entries = read("""
                partners:
                  - id: rx-one
                    name: Rx One Specialty Pharmacy
                    roles: [specialty_pharmacy]
                    programs: [orphan-x]
                    keys:
                      - %s
                    contacts: [{name: Jane Roe, email: jane@rx-one.example, language: en, timeZone: America/New_York}]
                    webhook: {url: "https://rx-one.example/hooks", secret: %s}
                    calendar: {timeZone: America/New_York, hours: {mon: "08:00-18:00", fri: "08:00-12:00"}, holidays: [2026-11-26]}
                """.formatted(KEY, SECRET));
        assertThat(reading.faults()).isEmpty();
        PartnerEntry partner = entries.get(0);
        assertThat(partner.roles()).containsExactly(PartnerRole.SPECIALTY_PHARMACY);
        assertThat(partner.keys().get(0).kid()).isEqualTo("2026-11");
        assertThat(partner.webhook().orElseThrow().secret().orElseThrow().reveal())
                .isEqualTo(SECRET);
        assertThat(partner.contacts().get(0).email()).hasValue("jane@rx-one.example");
        assertThat(partner.calendar().orElseThrow().hours())
                .containsEntry(DayOfWeek.FRIDAY, WorkingHours.of("08:00-12:00"))
                .doesNotContainKey(DayOfWeek.TUESDAY);
        assertThat(partner.calendar().orElseThrow().holidays()).containsExactly(LocalDate.of(2026, 11, 26));
    }

    @Test
    void a_partner_may_have_its_keys_behind_an_address_alone() {
        read("""
                partners:
                  - {id: far-keys, name: Far Keys, roles: [hub], programs: [orphan-x], jwksUri: "https://hub.example/jwks"}
                  - {id: ftp-keys, name: Odd Keys, roles: [hub], programs: [orphan-x], jwksUri: "ftp://hub.example/jwks"}
                """);
        assertThat(reading.faults())
                .extracting(ConfigFault::key, ConfigFault::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("partners[1].jwksUri", 3));
    }

    @Test
    void a_certificate_that_ran_out_since_it_was_put_there_stops_no_start() throws Exception {
        String pem = TestCertificates.certificate()
                .naming("jane@hub.example")
                .valid("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z")
                .pem();
        List<PartnerEntry> partners = read("""
                partners:
                  - id: hub
                    name: Hub
                    roles: [hub]
                    programs: [orphan-x]
                    keys: []
                    contacts: [{name: Jane, email: jane@hub.example, certificate: "%s"}]
                """.formatted(pem.replace("\n", "\\n")));
        assertThat(reading.faults()).isEmpty();
        assertThat(partners.get(0).contacts().get(0).certificate()).contains(pem);
    }

    @Test
    void a_key_to_encrypt_to_is_a_public_one_for_encrypting() {
        read("""
                partners:
                  - {id: sealed, name: Sealed, roles: [hub], programs: [orphan-x], webhook: {url: "https://hub.example/", encryptTo: {kty: OKP, crv: X25519, kid: e1, x: hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo}}}
                """);
        assertThat(reading.faults()).isEmpty();
        read("""
                partners:
                  - {id: sealed, name: Sealed, roles: [hub], programs: [orphan-x], webhook: {url: "https://hub.example/", encryptTo: {kty: OKP, crv: X25519, use: sig, x: hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo}}}
                """);
        assertThat(reading.faults()).extracting(ConfigFault::key).containsExactly("partners[0].webhook.encryptTo");
    }

    @Test
    void every_fault_is_told_with_its_place_and_no_secret() {
        read("""
                partners:
                  - {id: Rx One, name: "", roles: [druggist], programs: [X]}
                  - id: two
                    name: Two
                    roles: [hub]
                    programs: [orphan-x]
                    keys: [{kty: oct, kid: k, k: AAAA}, {kty: OKP, crv: Ed25519, kid: k, x: AA, d: AA}]
                    webhook: {url: "ftp://hub.example", secret: whsec_short}
                    contacts: [{name: Nobody}, {name: Jane, email: jane, sms: "555"}]
                    calendar: {timeZone: Mars, holidays: [2026-11-26, 2026-13-01]}
                    colour: blue
                  - {id: two, name: Two, roles: [druggist]}
                """);
        assertThat(reading.faults())
                .extracting(ConfigFault::key)
                .contains(
                        "partners[0].id",
                        "partners[0].name",
                        "partners[0].roles[0]",
                        "partners[0].programs[0]",
                        "partners[1].keys[0]",
                        "partners[1].keys[1]",
                        "partners[1].webhook.url",
                        "partners[1].webhook.secret",
                        "partners[1].contacts[0]",
                        "partners[1].contacts[1].email",
                        "partners[1].contacts[1].sms",
                        "partners[1].calendar.timeZone",
                        "partners[1].calendar.holidays[1]",
                        "partners[1].colour",
                        "partners[2].id");
        assertThat(reading.faults())
                .extracting(ConfigFault::message)
                .contains("must be a day, such as 2026-11-26, but is \"2026-13-01\"");
        assertThat(reading.faults()).noneMatch(fault -> fault.message().contains("whsec_short"));
    }

    private List<PartnerEntry> read(String yaml) {
        return new PartnersYaml(CryptoProviders.bouncyCastle())
                .read(YamlFile.parse(Path.of("partners.yaml"), yaml, reading));
    }
}
