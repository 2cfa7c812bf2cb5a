import Booking
import LoadGenerator

/// A made-up state: instruments of one unit, and firms whose tokens say their place.
func someState(instruments: Int = 20, firms: Int = 100) -> LoadState {
    var state = LoadState(anchor: Instant(seconds: WallClock.seconds), service: "use")
    state.instruments = (0..<instruments).map { "u/i\($0)" }
    state.firms = (0..<firms).map { LoadState.Firm(account: "f\($0)/load", token: "t\($0)") }
    return state
}

func somePlan(
    _ state: LoadState, mix: String = "reserve", perFirm: Int = 18, contended: Int = 0, keyPrefix: String? = nil
) throws -> LoadPlan {
    let space = SlotSpace(anchor: state.anchor, instruments: state.instruments.count, seed: 7)
    let supply = Supply(space: space, earliest: 1, firms: state.firms.count)
    return LoadPlan(
        mix: try Mix(text: mix), state: state, space: space, supply: supply, perFirm: perFirm, contended: contended,
        span: 8, keyPrefix: keyPrefix)
}
