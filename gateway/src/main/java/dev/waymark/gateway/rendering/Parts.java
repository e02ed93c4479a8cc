package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigFault;
import java.util.List;
import java.util.Optional;

/** Where the head and the body of a template's file stand; a medium without a head has an empty one. Pure. */
record Parts(int headStart, int headEnd, int bodyStart) {

    /** Empty, with a fault, where the file does not begin as its medium must. */
    static Optional<Parts> of(TemplateFile file, Medium medium, List<ConfigFault> faults) {
        String text = file.text();
        if (medium.head().isEmpty()) {
            return Optional.of(new Parts(0, 0, 0));
        }
        String word = medium.head().get() + ": ";
        int end = text.indexOf('\n');
        if (!text.startsWith(word) || end <= word.length() || !text.startsWith("\n\n", end)) {
            faults.add(file.fault(0, "the first line must be \"" + word + "…\", and a blank line follow"));
            return Optional.empty();
        }
        return Optional.of(new Parts(word.length(), end, end + 2));
    }

    String head(TemplateFile file) {
        return file.text().substring(headStart, headEnd);
    }

    String body(TemplateFile file) {
        return file.text().substring(bodyStart);
    }
}
