package dev.waymark.gateway.partners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channels.SendOutcome;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.UserRole;
import dev.waymark.gateway.signing.KeyDirectory.Live;
import dev.waymark.gateway.signing.KeyDirectory.Revoked;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The admin API of partners over a real socket. */
class AdminPartnersTest {

    private static final PartnerId HUB = new PartnerId("acme-hub");
    private static final String ALL = "/v1/admin/partners";
    private static final String ONE = ALL + "/acme-hub";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private SendOutcome outcome = new SendOutcome.Accepted("http-200", Optional.empty());
    private final PartnerWorld world = new PartnerWorld((router, self) -> new AdminPartnersHandler(
                    self.database,
                    self.sealing,
                    self.crypto,
                    self.clocks,
                    self.directory,
                    self.watch,
                    (partner, webhook) -> Future.succeededFuture(outcome))
            .mount(router, self.auth()));

    AdminPartnersTest() {
        world.person("root", Set.of(UserRole.ADMIN)).person("maria", Set.of(UserRole.CASE_MANAGER), "orphan-x");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_partner_is_made_shown_and_known_at_once_and_its_secret_is_never_read_back() {
        HttpResponse<String> made = call("POST", ALL, hub("\"keys\":[" + world.jwk("acme-hub/k1") + "]"));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(world.directory.find(HUB, "k1")).isInstanceOf(Live.class);
        assertThat(world.directory
                        .find(HUB)
                        .orElseThrow()
                        .webhook()
                        .orElseThrow()
                        .secret())
                .hasValueSatisfying(secret -> assertThat(secret.reveal()).isEqualTo(SECRET));

        HttpResponse<String> shown = call("GET", ONE, null);
        assertThat(PartnerWorld.json(shown).getJsonObject("webhook"))
                .isEqualTo(new JsonObject()
                        .put("url", "https://hub.example/hooks")
                        .put("hasSecret", true)
                        .putNull("encryptTo"));
        assertThat(PartnerWorld.json(shown)
                        .getJsonArray("contacts")
                        .getJsonObject(0)
                        .getString("name"))
                .isEqualTo("Jane Roe");
        assertThat(made.body() + shown.body() + call("GET", ALL, null).body()).doesNotContain("whsec");
        assertThat(call("GET", ALL, null).body()).contains("acme-hub").doesNotContain("Jane");
    }

    @Test
    void only_people_with_the_role_admin_may() {
        for (String[] route : new String[][] {
            {"GET", ALL},
            {"POST", ALL},
            {"GET", ONE},
            {"PUT", ONE},
            {"DELETE", ONE},
            {"POST", ONE + "/keys"},
            {"DELETE", ONE + "/keys/k1"},
            {"POST", ONE + "/webhook/test"}
        }) {
            HttpResponse<String> refused = world.call("maria", route[0], route[1], Optional.of("{}"));
            assertThat(refused.statusCode()).as(route[0] + " " + route[1]).isEqualTo(403);
            assertThat(PartnerWorld.json(refused).getString("type")).isEqualTo("urn:waymark:problem:forbidden");
        }
        assertThat(world.call("nobody", "GET", ALL, Optional.empty()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_revoked_kid_never_comes_back_and_a_live_one_stands_for_one_key() {
        call("POST", ALL, hub("\"keys\":[]"));
        assertThat(call("POST", ONE + "/keys", world.jwk("acme-hub/k1")).statusCode())
                .isEqualTo(201);
        assertThat(call("POST", ONE + "/keys", world.jwk("acme-hub/k1")).statusCode())
                .isEqualTo(200);
        assertProblem(call("POST", ONE + "/keys", world.jwk("other/k1")), 409, "key-exists");
        assertThat(call("DELETE", ONE + "/keys/k1", null).statusCode()).isEqualTo(204);
        assertThat(world.directory.find(HUB, "k1")).isInstanceOf(Revoked.class);
        assertProblem(call("POST", ONE + "/keys", world.jwk("acme-hub/k1")), 409, "key-revoked");
        assertProblem(call("DELETE", ONE + "/keys/none", null), 404, "not-found");
    }

    @Test
    void a_put_without_keys_or_secret_leaves_them_and_with_keys_revokes_the_others() {
        call("POST", ALL, hub("\"keys\":[" + world.jwk("acme-hub/k1") + "," + world.jwk("acme-hub/k2") + "]"));
        String bare = "{\"name\":\"Acme\",\"roles\":[\"hub\"],\"programs\":[\"orphan-x\"],"
                + "\"webhook\":{\"url\":\"https://hub.example/other\"}";
        assertThat(call("PUT", ONE, bare + "}").statusCode()).isEqualTo(200);
        Partner partner = world.directory.find(HUB).orElseThrow();
        assertThat(partner.name()).isEqualTo("Acme");
        assertThat(partner.webhook().orElseThrow().secret()).isPresent();
        assertThat(world.directory.find(HUB, "k1")).isInstanceOf(Live.class);

        call("PUT", ONE, bare + ",\"keys\":[" + world.jwk("acme-hub/k2") + "]}");
        assertThat(world.directory.find(HUB, "k1")).isInstanceOf(Revoked.class);
        assertThat(world.directory.find(HUB, "k2")).isInstanceOf(Live.class);
        assertProblem(call("PUT", ONE, bare + ",\"keys\":[" + world.jwk("acme-hub/k1") + "]}"), 409, "key-revoked");
        assertThat(world.directory.find(HUB, "k2")).isInstanceOf(Live.class);
    }

    @Test
    void a_deleted_partner_is_gone_and_its_id_is_not_given_again() {
        call("POST", ALL, hub("\"keys\":[" + world.jwk("acme-hub/k1") + "]"));
        assertThat(call("DELETE", ONE, null).statusCode()).isEqualTo(204);
        assertThat(world.directory.find(HUB)).isEmpty();
        assertProblem(call("GET", ONE, null), 404, "not-found");
        assertProblem(call("POST", ALL, hub("\"keys\":[]")), 409, "partner-exists");
    }

    @Test
    void a_disabled_partner_is_disabled_until_it_is_enabled() {
        call("POST", ALL, hub("\"keys\":[" + world.jwk("acme-hub/k1") + "],\"disabled\":true"));
        assertThat(world.directory.find(HUB).orElseThrow().disabled()).isTrue();
        assertThat(world.directory.find(HUB, "k1")).isNotInstanceOf(Live.class);
        call("PUT", ONE, "{\"name\":\"Acme\",\"roles\":[\"hub\"],\"programs\":[\"orphan-x\"],\"disabled\":false}");
        assertThat(world.directory.find(HUB, "k1")).isInstanceOf(Live.class);
    }

    @Test
    void a_test_answered_2xx_reopens_a_closed_endpoint_and_another_does_not() {
        call("POST", ALL, hub("\"keys\":[]"));
        world.sql("insert into lane (lane, state) values ('webhook/acme-hub', 'closed')");
        outcome = new SendOutcome.Refused("http-403", true, Optional.empty());
        assertThat(PartnerWorld.json(call("POST", ONE + "/webhook/test", null)).getString("outcome"))
                .isEqualTo("refused");
        assertThat(closedLanes()).isEqualTo(1);
        outcome = new SendOutcome.Accepted("http-204", Optional.empty());
        assertThat(PartnerWorld.json(call("POST", ONE + "/webhook/test", null)).getString("code"))
                .isEqualTo("http-204");
        assertThat(closedLanes()).isZero();
    }

    @Test
    void a_changed_webhook_reopens_a_closed_endpoint() {
        call("POST", ALL, hub("\"keys\":[]"));
        world.sql("insert into lane (lane, state) values ('webhook/acme-hub', 'closed')");
        String same = "{\"name\":\"A\",\"roles\":[\"hub\"],\"programs\":[\"orphan-x\"],\"webhook\":{\"url\":\"%s\"}}";
        call("PUT", ONE, same.formatted("https://hub.example/hooks"));
        assertThat(closedLanes()).isEqualTo(1);
        call("PUT", ONE, same.formatted("https://hub.example/new"));
        assertThat(closedLanes()).isZero();
    }

    @Test
    void every_fault_of_a_body_is_told_with_its_pointer_and_no_secret() {
        HttpResponse<String> refused = call(
                "POST",
                ALL,
                "{\"id\":\"A\",\"roles\":[\"x\"],\"programs\":[],\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}],"
                        + "\"webhook\":{\"url\":\"nowhere\",\"secret\":\"whsec_1\",\"encryptTo\":{}},"
                        + "\"contacts\":[{\"name\":\"J\"}],\"calendar\":{\"timeZone\":\"X\"},\"colour\":1}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).doesNotContain("whsec_1");
        assertThat(PartnerWorld.json(refused).getJsonArray("errors").stream()
                        .map(error -> ((JsonObject) error).getString("pointer")))
                .containsExactlyInAnyOrder(
                        "/id",
                        "/name",
                        "/roles/0",
                        "/keys/0",
                        "/webhook/url",
                        "/webhook/secret",
                        "/webhook/encryptTo",
                        "/contacts/0",
                        "/calendar/timeZone",
                        "/colour");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(PartnerWorld.json(response).getString("type")).isEqualTo("urn:waymark:problem:" + code);
    }

    private long closedLanes() {
        return world.sql("select count(*) from lane where state = 'closed'")
                .get(0)
                .getLong(0);
    }

    private HttpResponse<String> call(String method, String path, @org.jspecify.annotations.Nullable String body) {
        return world.call("root", method, path, Optional.ofNullable(body));
    }

    private static String hub(String more) {
        return "{\"id\":\"acme-hub\",\"name\":\"Acme Hub\",\"roles\":[\"hub\"],\"programs\":[\"orphan-x\"],"
                + "\"webhook\":{\"url\":\"https://hub.example/hooks\",\"secret\":\"" + SECRET + "\"},"
                + "\"contacts\":[{\"name\":\"Jane Roe\",\"email\":\"jane@hub.example\"}]," + more + "}";
    }
}
