package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactAnswersBehindLinkTest {

    @TempDir
    Path folder;

    @Test
    void the_button_behind_a_contacts_link_answers_the_task_of_the_pharmacy() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linksInMail("jane@rx-one.example").get(0);

            Answer page = people.open(link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("A request from Care Team").doesNotContain("C-1001");
            assertThat(people.task().getString("acknowledgedAt")).isNull();

            Answer request = people.press(link);
            assertThat(request.status()).isEqualTo(200);
            assertThat(request.body()).contains("C-1001", "Due").doesNotContain("Ana", "chart");
            assertThat(people.task().getString("status")).isEqualTo("accepted");
            String answeredAt = people.task().getString("acknowledgedAt");
            assertThat(answeredAt).isNotNull();

            assertThat(people.press(link).status()).isEqualTo(200);
            assertThat(people.task().getString("acknowledgedAt")).isEqualTo(answeredAt);
        }
    }

    @Test
    void the_link_of_a_contact_who_was_replaced_answers_nothing() {
        try (TestGateway gateway = new TestGateway(folder)) {
            People people = new People(gateway);
            people.hearOfNews();
            String link = people.linksInMail("jane@rx-one.example").get(0);

            assertThat(replaceContact(gateway).status()).isEqualTo(200);
            await().until(() -> people.open(link).status() == 404);
            assertThat(people.press(link).status()).isEqualTo(404);
            assertThat(people.task().getString("acknowledgedAt")).isNull();
        }
    }

    private static Answer replaceContact(TestGateway gateway) {
        JsonObject partner = new JsonObject()
                .put("name", "Rx One")
                .put("roles", new JsonArray().add("specialty_pharmacy"))
                .put("programs", new JsonArray().add("orphan-x"))
                .put(
                        "contacts",
                        new JsonArray()
                                .add(new JsonObject().put("name", "John Doe").put("email", "john@rx-one.example")));
        return gateway.as("ada").put("/v1/admin/partners/rx-one", partner);
    }
}
