package dev.webrtclab.e2e.faults;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.CallPage;
import dev.webrtclab.e2e.faults.Fault.Moment;
import java.util.List;
import java.util.Optional;

/** A fault as the person at the page lives through it. */
final class PageCall {
    private static final String OVER =
            "() => ['failed', 'ended', 'recalling'].includes(window.webrtcLab.phase)"
                    + " || window.webrtcLab.calls > 1";
    private static final String TOLD = "session ";

    private final LabState lab;
    private final Windows windows;
    private final Causing causing;
    private final Undo undo;

    PageCall(LabState lab, Windows windows, Causing causing, Undo undo) {
        this.lab = lab;
        this.windows = windows;
        this.causing = causing;
        this.undo = undo;
    }

    /**
     * What came of it.
     *
     * @param session id of the record, if there is one
     * @param said by the page itself, when it is the one to say it
     */
    record Seen(Optional<String> session, Optional<Verdict> said) {}

    /** Makes the call, with its causes at their moments. */
    Seen make(Fault fault, Call.FromPage call) {
        windows.prepare(call.browser());
        fault.at(Moment.BEFORE).forEach(causing::cause);
        Page page = open(fault, call.browser());
        CallPage shown = CallPage.open(page, address(call.browser()));
        shown.choose("peer", lab.peerId(call.peer()));
        if (call.relayOnly()) {
            shown.choose("ice-policy", "relay");
        }
        fault.at(Moment.OPENED).forEach(causing::cause);
        shown.start();
        if (call.ends() == Call.Ends.ON_THE_PAGE) {
            page.waitForFunction(OVER);
            return new Seen(Optional.empty(), Optional.of(saidBy(shown)));
        }
        page.waitForFunction("() => window.webrtcLab.session !== undefined");
        String session = (String) page.evaluate("() => window.webrtcLab.session");
        if (!fault.at(Moment.PLAYING).isEmpty()) {
            shown.awaitPlaying();
            fault.at(Moment.PLAYING).forEach(causing::cause);
        }
        if (call.ends() == Call.Ends.FAILED) {
            page.waitForFunction(OVER, null, new Page.WaitForFunctionOptions().setTimeout(60_000));
        }
        return new Seen(Optional.of(session), Optional.empty());
    }

    /** Lets a page make the call by itself. */
    Seen watch(Fault fault, Call.Untouched call) {
        windows.prepare(call.browser());
        fault.at(Moment.BEFORE).forEach(causing::cause);
        Page page = open(fault, call.browser());
        ConsoleMessage told =
                page.waitForConsoleMessage(
                        new Page.WaitForConsoleMessageOptions()
                                .setPredicate(message -> message.text().startsWith(TOLD)),
                        () ->
                                page.navigate(
                                        address(call.browser())
                                                + "?peer="
                                                + lab.peerId(call.peer())));
        return new Seen(Optional.of(told.text().substring(TOLD.length())), Optional.empty());
    }

    private Page open(Fault fault, Call.Browser browser) {
        Page page = windows.open(browser);
        undo.later(() -> page.context().close());
        causing.script(page, fault.at(Moment.BEFORE));
        return page;
    }

    /** The verdict on the page, in both of its languages. */
    private static Verdict saidBy(CallPage shown) {
        String code = String.valueOf(shown.element("verdict").getAttribute("data-code"));
        String tone = String.valueOf(shown.element("verdict").getAttribute("data-tone"));
        return new Verdict(code, tone, sentence(shown, "en"), sentence(shown, "nl"), List.of());
    }

    private static String sentence(CallPage shown, String language) {
        shown.element("language").selectOption(language);
        shown.page().waitForFunction("l => document.documentElement.lang === l", language);
        return shown.element("verdict").locator(".verdict-sentence").innerText().strip();
    }

    static String address(Call.Browser browser) {
        return switch (browser) {
            case Call.Browser.InNetwork(_, String page, _) -> page;
            case Call.Browser.OnThisMachine(String page, _) -> page;
        };
    }
}
