package io.barsgateway.edge.handshake;

import io.barsgateway.audit.watch.Replaceable;

/** The addresses of a listener at this moment: who may call, and which proxies may say who calls. */
public final class AllowedAddresses {

    private final String setting;
    private final String proxySetting;
    private final Replaceable<AddressRanges> callers;
    private final AddressRanges proxies;

    /**
     * @param setting its name, for those who are refused by it
     * @param proxySetting likewise
     */
    public AllowedAddresses(String setting, AddressRanges callers, String proxySetting, AddressRanges proxies) {
        this.setting = setting;
        this.callers = new Replaceable<>(callers);
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

    /** Replaces the addresses that may call; connections that stand are judged by them at the next look. */
    public void replaceCallers(AddressRanges next) {
        callers.set(next);
    }
}
