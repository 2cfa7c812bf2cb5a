internal import Logging
internal import NIOCore
internal import Wire

/// Joins one connection's bytes to its ``SessionState``. Everything here runs on the connection's event loop.
final class SessionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = Never
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    let id: UInt64
    private let ground: ListenerGround
    private let loop: SessionLoop
    private let address: AddressKey
    private var state: SessionState
    private var reader: RequestReader
    private var context: ChannelHandlerContext?
    /// What has come and has not been asked for yet.
    private var inbound = ByteBuffer()
    private var inputHasEnded = false
    private var wantsRead = false
    /// Among those that the loop will settle.
    private var isTouched = false
    private var isSettling = false
    private var times: SessionTimes
    private var closing = SessionClosing.no
    private let ear = EventEar()

    /// - Parameter refusal: set for a newcomer who is turned away.
    init(
        _ context: SessionContext, _ address: AddressKey, _ ground: ListenerGround, _ loop: SessionLoop,
        refusal: WireError?
    ) {
        id = context.id
        self.ground = ground
        self.loop = loop
        self.address = address
        let guarded = ground.signIns
        let local = LocalCommands(time: ground.time) { guarded.pause(address, at: .now) }
        state = SessionState(context, readAhead: ground.limits.readAhead, local: local)
        reader = RequestReader(uploadLimit: ground.limits.uploadBytes)
        times = SessionTimes(ground.limits, now: .now)
        if let refusal { state.end(saying: refusal) } else { state.greet(ground.greeting(context.tls)) }
    }

    // MARK: The channel's events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.add(self)
        if context.channel.isActive { settle() }
    }

    func channelActive(context: ChannelHandlerContext) {
        settle()
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        forget()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { forget() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .no = closing else { return times.dropped(unwrapInboundIn(data).readableBytes) }
        var bytes = unwrapInboundIn(data)
        times.heard(bytes.readableBytes, at: .now)
        if inbound.readableBytes == 0 { inbound = bytes } else { inbound.writeBuffer(&bytes) }
        pull()
    }

    func channelReadComplete(context: ChannelHandlerContext) { settle() }

    /// Back-pressure: the loop asks to read on, and is let only while the session wants more.
    func read(context: ChannelHandlerContext) {
        if case .lingering = closing { return context.read() }
        wantsRead = true
        readOn()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !context.channel.isWritable { times.blocked(taken: takenBytes, at: .now) } else { times.unblocked() }
        perform(state.setBlocked(!context.channel.isWritable))
        settle()
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            inputHasEnded = true
            if case .lingering = closing { close() } else { settle() }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        ground.logger.debug("connection failed", metadata: ["remote": "\(state.context.remote)", "error": "\(error)"])
        close()
    }

    // MARK: The loop's calls

    /// Takes an outcome; true if the session must be settled afterwards and is not yet on the list.
    func take(_ ticket: UInt64, _ news: SessionLoop.News) -> Bool {
        switch news {
        case .outcome(let outcome): perform(state.complete(ticket, outcome))
        case .events(let piece): perform(state.hear(ticket, piece))
        }
        defer { isTouched = true }
        return !isTouched
    }

    /// After anything has happened: takes what is wanted now, writes what can go, and ends what is over.
    func settle() {
        isTouched = false
        guard !isSettling, let context, case .no = closing else { return }
        isSettling = true
        pull()
        endIfInputDid()
        let isLast = state.isOver
        let output = state.takeOutput()
        if isLast { closing = .writing }
        if !output.isEmpty || isLast { write(output, context, isLast: isLast) }
        isSettling = false
        readOn()
    }

    func check(at now: ContinuousClock.Instant) {
        switch closing {
        case .closed: return
        case .writing, .lingering:
            if times.closingIsOver(at: now) { close() }
            return
        case .no: break
        }
        if times.isTooSlow(taken: takenBytes, at: now) {
            ground.logger.info("a slow reader is cut off", metadata: ["remote": "\(state.context.remote)"])
            return close()
        }
        if state.isIdle, times.isIdle(at: now) {
            state.end(saying: .idle(ground.limits.idle))
            settle()
        }
    }

    func drain() {
        state.end(saying: .stopping)
        settle()
    }

    func cut() { close() }

    // MARK: Steps

    private func pull() {
        var count = 0
        while state.wantsInput, inbound.readableBytes > 0 {
            reader.refusesUploads = state.uploadRefusal
            var offset = 0
            let incoming = reader.next(inbound.readableBytesSpan, at: &offset)
            inbound.moveReaderIndex(forwardBy: offset)
            guard let incoming else { break }
            count += 1
            perform(state.receive(incoming))
        }
        if inbound.readableBytes == 0 { inbound.clear() }
        if count > 0 {
            times.asked(at: .now)
            ground.figures.count(requests: count)
        }
    }

    private func endIfInputDid() {
        guard inputHasEnded, inbound.readableBytes == 0, state.wantsInput else { return }
        state.end(saying: reader.isInsideRequest ? .cutOff : nil)
    }

    private func perform(_ actions: [SessionState.Action]) {
        for action in actions {
            switch action {
            case .perform(let ticket, let request, let document, let session):
                let (loop, id) = (loop, id)
                ground.handler.perform(request, document: document, session: session) {
                    loop.deliver(id, ticket, .outcome($0))
                }
            case .signInFailed: ground.signIns.failed(address, at: .now)
            case .listen(let number, let source):
                let (loop, id) = (loop, id)
                ear.listen(to: source) { loop.deliver(id, number, .events($0)) }
            }
        }
        if !state.isWatching { ear.stop() }
    }

    private func readOn() {
        guard wantsRead, state.wantsInput, inbound.readableBytes == 0, case .no = closing else { return }
        wantsRead = false
        context?.read()
    }

    /// Bytes that the system has taken from us for the reader.
    private var takenBytes: Int {
        let waiting = try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)
        return times.written - (waiting ?? 0)
    }

    private func write(_ output: [UInt8], _ context: ChannelHandlerContext, isLast: Bool) {
        times.wrote(output.count)
        let buffer = wrapOutboundOut(context.channel.allocator.buffer(bytes: output))
        guard isLast else { return context.writeAndFlush(buffer, promise: nil) }
        times.closing(at: .now)
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.writeAndFlush(buffer).whenComplete { _ in handler.value.saidAll() }
    }

    /// The last byte is with the system: says so to the other side, and waits a little for it to close.
    private func saidAll() {
        guard let context, case .writing = closing else { return }
        guard !state.context.tls, !inputHasEnded else { return close() }
        closing = .lingering
        context.close(mode: .output, promise: nil)
        context.read()
    }

    private func close() {
        guard let context else { return }
        closing = .closed
        abandon()
        context.close(promise: nil)
    }

    private func abandon() {
        state.abandon()
        ear.stop()
    }

    private func forget() {
        closing = .closed
        abandon()
        loop.remove(self)
        context = nil
    }
}
