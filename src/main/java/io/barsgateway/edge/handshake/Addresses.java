package io.barsgateway.edge.handshake;

import io.barsgateway.audit.watch.Current;

/** The addresses of a listener at this moment: who may call, and which proxies may say who calls. */
public final class Addresses {

    private final String setting;
    private final String proxySetting;
    private final Current<AddressRanges> callers;
    private final AddressRanges proxies;

    /**
     * @param setting its name, for those who are refused by it
     * @param proxySetting likewise
     */
    public Addresses(String setting, AddressRanges callers, String proxySetting, AddressRanges proxies) {
        this.setting = setting;
        this.callers = new Current<>(callers);
        this.proxySetting = proxySetting;
        this.proxies = proxies;
    }

    public AddressRanges callers() {
        return callers.get();
    }

    public AddressRanges proxies() {
        return proxies;
    }

    public String setting() {
        return setting;
    }

    String proxySetting() {
        return proxySetting;
    }

    /** From now on these. */
    public void replaceCallers(AddressRanges next) {
        callers.set(next);
    }
}
