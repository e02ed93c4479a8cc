package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The programs of programs.yaml; any other has the defaults. Thread-safe; the file may be read again. */
public final class Programs {

    private volatile Map<ProgramId, Program> named;

    public Programs(Collection<Program> named) {
        this.named = byId(named);
    }

    /** The program as the file has it, else with the defaults. Never fails: an unknown program is one without a file. */
    public Program find(ProgramId id) {
        Program program = named.get(id);
        return program != null ? program : Program.defaults(id);
    }

    /** The programs that the file names. */
    public Set<ProgramId> named() {
        return named.keySet();
    }

    /** The programs whose entry in the file names this supervisor. */
    public Set<ProgramId> supervisedBy(UserName user) {
        return named.values().stream()
                .filter(program -> program.supervisors().contains(user))
                .map(Program::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes over what the file says now. */
    public void replace(Collection<Program> now) {
        named = byId(now);
    }

    private static Map<ProgramId, Program> byId(Collection<Program> programs) {
        return programs.stream().collect(Collectors.toUnmodifiableMap(Program::id, Function.identity()));
    }
}
