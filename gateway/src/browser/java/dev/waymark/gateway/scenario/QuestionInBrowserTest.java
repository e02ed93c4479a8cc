package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionInBrowserTest {

    private static final String QUESTION = "When does the cooler ship?";

    @TempDir
    Path folder;

    @Test
    void a_manager_asks_a_partner_who_answers_under_its_own_sign_in_and_the_request_is_done() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            gateway.enrol(People.CASE);
            Tab maria = chromium.tab().signIn("maria").isLive("encrypted").go("#/case/" + People.CASE);
            maria.button("Ask or tell").click();
            maria.page.getByLabel("rx-one Inc").check();
            maria.page.getByLabel("Message").fill(QUESTION);
            maria.dialog().getByText("Send").click();
            assertThat(maria.toast("Sent to rx-one Inc.")).isVisible();
            Locator thread = maria.page.locator(".thread");
            assertThat(thread).containsText(QUESTION);
            assertThat(thread.locator(".task")).containsText("not answered yet");

            new People(gateway).awaitAllOut();
            Tab rita = chromium.tab().signIn("rita", "Inbox");
            assertThat(rita.page.locator(".entry")).containsText(QUESTION);
            rita.button("Acknowledge").click();
            assertThat(rita.toast("Acknowledged.")).isVisible();
            rita.page.locator(".entry a.button").click();
            assertThat(rita.page.locator(".thread")).containsText(QUESTION);
            assertThat(rita.page.locator("body")).not().containsText("Ana Diaz");
            rita.dialog().locator("textarea").fill("On Monday, by ¡courier!");
            rita.dialog().getByText("Send").click();
            assertThat(rita.toast("Sent.")).isVisible();

            new People(gateway).awaitAllOut();
            assertThat(maria.page.locator(".thread")).containsText("On Monday, by ¡courier!");
            assertThat(maria.page.locator(".thread .task")).containsText("Done");
            rita.go("#/inbox");
            assertThat(rita.heading("Nothing is open")).isVisible();
            maria.go("#/today");
            assertThat(maria.card(People.CASE)).isVisible();
            Assertions.assertThat(
                            Sql.text(
                                    gateway,
                                    "select status || ' ' || (acknowledged_at is not null) from task where action = 'answer-message'"))
                    .isEqualTo("completed true");
        }
    }

    @Test
    void a_note_is_for_who_manages_the_case_alone() {
        try (TestGateway gateway = new TestGateway(folder);
                Chromium chromium = new Chromium(gateway)) {
            gateway.enrol(People.CASE);
            Tab maria = chromium.tab().signIn("maria").isLive("encrypted").go("#/case/" + People.CASE);
            maria.button("Note").click();
            maria.dialog().locator("textarea").fill("Called the family");
            maria.dialog().getByText("Keep").click();
            assertThat(maria.page.locator(".thread [data-note]")).containsText("Called the family");
            Tab rita = chromium.tab().signIn("rita", "Inbox").go("#/case/" + People.CASE);
            assertThat(rita.heading("Conversation")).isVisible();
            assertThat(rita.page.locator("body")).not().containsText("Called the family");
        }
    }
}
