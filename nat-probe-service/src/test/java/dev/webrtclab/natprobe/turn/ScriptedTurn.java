package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Answers by a script, remembers what was asked, and counts sessions and asks. */
final class ScriptedTurn implements TurnTransport {
    final List<Ask> asked = new ArrayList<>();
    final List<Endpoint> opened = new ArrayList<>();
    final AtomicInteger closed = new AtomicInteger();
    private final Function<Ask, Event> script;

    ScriptedTurn(Function<Ask, Event> script) {
        this.script = script;
    }

    @Override
    public synchronized Session open(TurnUrl url, Endpoint server) {
        opened.add(server);
        return new Session() {
            @Override
            public Event perform(Ask ask) {
                asked.add(ask);
                return script.apply(ask);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }
}
