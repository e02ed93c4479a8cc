package dev.waymark.gateway.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguagesTest {

    @Test
    void a_reader_is_told_in_the_nearest_language_there_is() {
        assertThat(Languages.chain("es-MX", "en-US")).containsExactly("es-mx", "es", "en-us", "en");
        assertThat(Languages.chain("zh-Hant-x-y", "es")).containsExactly("zh-hant-x-y", "zh-hant", "zh", "es", "en");
        assertThat(Languages.chain("", "en")).containsExactly("en");

        assertThat(title("es-MX", "en")).isEqualTo("es");
        assertThat(title("fr", "es")).isEqualTo("es");
        assertThat(title("fr", "de")).isEqualTo("en");
        assertThat(title("EN-gb", "es")).isEqualTo("en");
    }

    private static String title(String reader, String program) {
        return Samples.RENDERING
                .page(
                        Audience.PATIENT,
                        "news",
                        reader,
                        program,
                        Samples.everything().build())
                .language();
    }
}
