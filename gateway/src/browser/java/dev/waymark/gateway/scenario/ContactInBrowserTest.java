package dev.waymark.gateway.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactInBrowserTest {

    @TempDir
    Path folder;

    @Test
    void a_contact_reads_a_question_and_answers_it_on_a_phone_and_everybody_can_read_the_pages() {
        try (Conversation talk = Conversation.withPharmacy(folder);
                Chromium chromium = new Chromium(talk.gateway)) {
            talk.askWhenItShips();
            Tab jane = chromium.tab().mayComplain("422").mayComplain("413");
            jane.page.navigate(new Jane(talk).link());
            Page page = jane.page;
            page.getByRole(AriaRole.BUTTON).click();
            assertThat(page.locator("body")).containsText("When does it ship?");
            Pictures.take(jane, "contact-question");

            page.getByLabel("Answer").fill("x".repeat(2_001));
            page.getByRole(AriaRole.BUTTON).click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("2,001");
            assertThat(page.getByLabel("Answer")).hasValue("x".repeat(2_001));
            Pictures.take(jane, "contact-too-long");

            page.getByLabel("Answer").fill("x".repeat(70_000));
            page.getByRole(AriaRole.BUTTON).click();
            assertThat(page.locator("body")).containsText("too much to send");
            Pictures.take(jane, "contact-too-large");
            page.navigate(new Jane(talk).link());
            page.getByRole(AriaRole.BUTTON).click();

            page.getByLabel("Answer").fill("On Monday,\nin the <morning>.");
            page.getByRole(AriaRole.BUTTON).click();
            assertThat(page.locator("body")).containsText("Your answer was sent");
            assertThat(page.locator("body")).containsText("in the <morning>.");
            Pictures.take(jane, "contact-sent");
            page.reload();
            assertThat(page.locator("body")).containsText("Your answer was sent");
            Assertions.assertThat(talk.thread("maria")).hasSize(2);
        }
    }
}
