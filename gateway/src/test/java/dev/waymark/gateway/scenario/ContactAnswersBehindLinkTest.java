package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

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
}
