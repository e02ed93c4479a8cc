package dev.waymark.gateway.identity;

import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.model.UserName;
import dev.waymark.gateway.model.UserRole;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The people of users.yaml, as it was last read. Thread-safe; what one look-up gives may be gone at the next. */
public final class Users {

    private volatile Map<UserName, User> byName;

    public Users(Collection<User> users) {
        this.byName = byName(users);
    }

    /** Takes these users instead; {@link Sessions#replaceUsers} ends the sessions of the others. */
    void replace(Collection<User> users) {
        byName = byName(users);
    }

    public Optional<User> find(UserName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, by name. */
    public Collection<User> all() {
        return List.copyOf(byName.values());
    }

    /** Whether this user may be named as a manager of the program's cases: one of its users, not one of a partner's. */
    public boolean mayManage(UserName name, ProgramId program) {
        return find(name)
                .filter(user -> user.partner().isEmpty())
                .filter(user -> user.programs().contains(program))
                .isPresent();
    }

    /** The users of a program who have this role, by name. */
    public List<UserName> of(ProgramId program, UserRole role) {
        return byName.values().stream()
                .filter(user -> user.has(role) && user.programs().contains(program))
                .map(User::user)
                .toList();
    }

    private static Map<UserName, User> byName(Collection<User> users) {
        Map<UserName, User> map = new TreeMap<>();
        users.forEach(user -> map.put(user.user(), user));
        return map;
    }
}
