package dev.waymark.gateway.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.signing.KeyDirectory.KeyState;
import dev.waymark.gateway.signing.KeyDirectory.Live;
import dev.waymark.gateway.signing.KeyDirectory.Revoked;
import dev.waymark.gateway.signing.KeyDirectory.Unknown;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of partners as partners.yaml and the admin API change, on a real PostgreSQL. */
class PartnersFileTest {

    private static final PartnerId RX = new PartnerId("rx-one");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final PartnerWorld world = new PartnerWorld((router, self) -> new AdminPartnersHandler(
                    self.database,
                    self.sealing,
                    self.crypto,
                    self.clocks,
                    self.directory,
                    self.watch,
                    (partner, webhook) -> io.vertx.core.Future.failedFuture("not tested here"))
            .mount(router, self.auth()));

    PartnersFileTest() {
        world.person("root", Set.of(UserRole.ADMIN));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_first_reading_makes_the_partner_with_its_keys_secret_and_contacts() {
        world.file(rx("Rx One", "a"));
        Partner partner = world.directory.find(RX).orElseThrow();
        assertThat(partner.webhook().orElseThrow().secret().orElseThrow().reveal())
                .isEqualTo(SECRET);
        assertThat(partner.contacts().get(0).name()).isEqualTo("Jane Roe");
        assertThat(state("a")).isInstanceOf(Live.class);
        assertThat(state("b")).isInstanceOf(Unknown.class);
    }

    @Test
    void a_key_taken_away_is_revoked_and_does_not_come_back() {
        world.file(rx("Rx One", "a", "b"));
        world.file(rx("Rx One", "b"));
        assertThat(state("a")).isInstanceOf(Revoked.class);
        assertThat(state("b")).isInstanceOf(Live.class);
        world.file(rx("Rx One", "a", "b"));
        assertThat(state("a")).isInstanceOf(Revoked.class);
    }

    @Test
    void a_partner_taken_away_is_disabled_and_comes_back_with_the_keys_that_the_file_then_has() {
        world.file(rx("Rx One", "a", "b"));
        world.file("partners: []");
        assertThat(world.directory.find(RX).orElseThrow().disabled()).isTrue();
        assertThat(state("a")).isInstanceOf(Unknown.class);
        world.file(rx("Rx One", "b"));
        assertThat(world.directory.find(RX).orElseThrow().disabled()).isFalse();
        assertThat(state("a")).isInstanceOf(Revoked.class);
        assertThat(state("b")).isInstanceOf(Live.class);
    }

    @Test
    void what_the_api_changed_stays_where_the_file_says_the_same_as_before() {
        world.file(rx("Rx One", "a"));
        put("{\"name\":\"Changed\",\"roles\":[\"specialty_pharmacy\"],\"programs\":[\"orphan-x\",\"second\"],"
                + "\"webhook\":{\"url\":\"https://moved.example/hooks\"}}");
        world.file(rx("Rx One", "a"));
        assertThat(world.directory.find(RX).orElseThrow().name()).isEqualTo("Changed");

        world.file(rx("Rx One, Inc.", "a"));
        Partner partner = world.directory.find(RX).orElseThrow();
        assertThat(partner.name()).isEqualTo("Rx One, Inc.");
        assertThat(partner.programs()).hasSize(2);
        assertThat(partner.webhook().orElseThrow().url()).hasToString("https://moved.example/hooks");
        assertThat(partner.webhook().orElseThrow().secret().orElseThrow().reveal())
                .isEqualTo(SECRET);
        assertThat(partner.contacts()).isEmpty();
    }

    @Test
    void a_key_that_the_api_revoked_stays_revoked() {
        world.file(rx("Rx One", "a", "b"));
        world.call("root", "DELETE", "/v1/admin/partners/rx-one/keys/a", Optional.empty());
        world.file(rx("Rx One", "a", "b"));
        world.file(rx("Rx One", "a", "b", "c"));
        assertThat(state("a")).isInstanceOf(Revoked.class);
        assertThat(state("c")).isInstanceOf(Live.class);
    }

    @Test
    void a_deleted_partner_stays_deleted() {
        world.file(rx("Rx One", "a"));
        world.call("root", "DELETE", "/v1/admin/partners/rx-one", Optional.empty());
        world.file(rx("Rx One", "a"));
        world.file(rx("Rx One again", "a", "b"));
        assertThat(world.directory.find(RX)).isEmpty();
        assertThat(state("b")).isInstanceOf(Unknown.class);
    }

    @Test
    void the_same_file_again_changes_nothing_and_opens_nothing() {
        world.file(rx("Rx One", "a"));
        long before = count("audit");
        world.file(rx("Rx One", "a"));
        world.clocks.advance(Duration.ofMinutes(1));
        world.file(rx("Rx One", "a"));
        assertThat(count("audit")).isEqualTo(before);
        assertThat(world.sql("select last from feed where name = 'partners'")
                        .get(0)
                        .getLong(0))
                .isEqualTo(1);
    }

    @Test
    void another_node_sees_a_revoked_key_within_five_seconds() {
        world.file(rx("Rx One", "a"));
        PartnerDirectory other = new PartnerDirectory();
        WatchPartners watch = new WatchPartners(
                world.vertx, world.database, world.database.connectOptions(), world.sealing, world.crypto, other);
        watch.start().await();
        assertThat(other.find(RX, "a")).isInstanceOf(Live.class);
        world.call("root", "DELETE", "/v1/admin/partners/rx-one/keys/a", Optional.empty());
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(other.find(RX, "a")).isInstanceOf(Revoked.class));
        watch.stop().await();
    }

    @Test
    void secrets_and_contacts_are_sealed() {
        world.file(rx("Rx One", "a"));
        String row = world.sql("select encode(webhook_secret, 'escape') || encode(contacts, 'escape') || "
                        + "(select digests::text from partner_file) from partner")
                .get(0)
                .getString(0);
        assertThat(row).doesNotContain("whsec").doesNotContain("Jane");
    }

    private void put(String body) {
        assertThat(world.call("root", "PUT", "/v1/admin/partners/rx-one", Optional.of(body))
                        .statusCode())
                .isEqualTo(200);
    }

    private KeyState state(String kid) {
        return world.directory.find(RX, kid);
    }

    private long count(String table) {
        return world.sql("select count(*) from " + table).get(0).getLong(0);
    }

    private String rx(String name, String... kids) {
        StringBuilder keys = new StringBuilder();
        for (String kid : kids) {
            keys.append("      - ").append(world.jwk("rx-one/" + kid)).append('\n');
        }
        return """
                partners:
                  - id: rx-one
                    name: %s
                    roles: [specialty_pharmacy]
                    programs: [orphan-x]
                    webhook: {url: "https://rx-one.example/hooks", secret: %s}
                    contacts: [{name: Jane Roe, email: jane@rx-one.example}]
                    keys:
                %s""".formatted(name, SECRET, keys);
    }
}
