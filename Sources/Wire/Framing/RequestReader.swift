/// The reading half of a session as a pure state machine: bytes in, checked requests or refusals out, in order.
///
/// It puts together the line decoder, the parser, the command table and the upload framing. It never waits and never
/// holds more than a line, or one upload.
package struct RequestReader: Sendable {
    package enum Incoming: Sendable {
        /// A good request, with its document where the command takes one.
        case request(CheckedRequest, document: [UInt8]?)
        /// To be answered with `ERR`; the connection lives on.
        case refused(WireError)
        /// Not this protocol: to be answered with `ERR` and closed. Nothing more will be read.
        case foreign(WireError)
    }

    private enum State: Sendable {
        case start, requests, foreign
        case upload(CheckedRequest?, Upload)
    }

    /// Set while the session may not send documents, as before it signs in: an upload is then read and dropped, and
    /// answered with this, so that nobody unknown can make the daemon hold one.
    package var refusesUploads: WireError?

    private var decoder = LineDecoder()
    private var state = State.start
    private let uploadLimit: Int

    /// - Parameter uploadLimit: The most bytes that one document may have.
    package init(uploadLimit: Int = Limits.upload) { self.uploadLimit = uploadLimit }

    /// Bytes of an unfinished line or upload that are held.
    package var held: Int {
        if case .upload(_, let upload) = state { decoder.held + upload.held } else { decoder.held }
    }

    /// Whether the stream stands inside a line or an upload, so that an end of it cuts something off.
    package var isInsideRequest: Bool {
        if case .upload = state { true } else { decoder.isInsideLine }
    }

    /// The next thing in `input` at or after `offset`, which moves past what was taken; nil when more is needed.
    package mutating func next(_ input: RawSpan, at offset: inout Int) -> Incoming? {
        if case .start = state, !decoder.isInsideLine, offset < input.byteCount {
            let first = input.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            if let foreign = ForeignTraffic.recognise(firstBytes: CollectionOfOne(first)) {
                return leave(foreign, input, &offset)
            }
        }
        if case .foreign = state {
            offset = input.byteCount
            return nil
        }
        while let line = decoder.next(input, at: &offset) {
            if let incoming = take(line) { return incoming }
        }
        return nil
    }

    /// All that is in `input`.
    package mutating func all(of input: [UInt8]) -> [Incoming] {
        var offset = 0
        var result: [Incoming] = []
        while let incoming = next(input.span.bytes, at: &offset) { result.append(incoming) }
        return result
    }

    private mutating func leave(_ foreign: ForeignTraffic, _ input: RawSpan, _ offset: inout Int) -> Incoming {
        offset = input.byteCount
        state = .foreign
        return .foreign(foreign.error)
    }

    private mutating func take(_ line: DecodedLine) -> Incoming? {
        switch state {
        case .upload(let request, var upload):
            // Let go of the state's copy, so that the document grows in place.
            state = .requests
            let step = upload.take(line)
            if case .more = step {
                state = .upload(request, upload)
                return nil
            }
            decoder.mode = .request
            if case .document(let bytes) = step, let request { return .request(request, document: bytes) }
            if case .refused(let error) = step { return .refused(error) }
            return nil
        case .start:
            state = .requests
            if case .line(let bytes) = line, let foreign = ForeignTraffic.recognise(firstLine: bytes) {
                state = .foreign
                return .foreign(foreign.error)
            }
            return request(line)
        case .requests: return request(line)
        case .foreign: return nil
        }
    }

    private mutating func request(_ line: DecodedLine) -> Incoming? {
        let opening: [UInt8]
        let fault: WireError
        switch line {
        case .line(let bytes):
            do throws(WireError) {
                let checked = try CommandTable.check(Request.parse(bytes))
                guard checked.spec.takesDocument else { return .request(checked, document: nil) }
                decoder.mode = .document
                state = .upload(checked, Upload(limit: uploadLimit, refusing: refusesUploads))
                return nil
            } catch {
                (opening, fault) = (bytes, error)
            }
        case .tooLong(let bytes): (opening, fault) = (bytes, .requestTooLong)
        case .notUTF8(let bytes): (opening, fault) = (bytes, .requestNotUTF8)
        }
        guard CommandTable.opensUpload(opening) else { return .refused(fault) }
        decoder.mode = .document
        state = .upload(nil, Upload(limit: uploadLimit, refusing: fault))
        return nil
    }
}

extension WireError {
    package static let requestTooLong = WireError(
        .tooLong, zh: "命令行超过 \(Limits.requestLine) 字节：请缩短。",
        en: "The line is over \(Limits.requestLine) bytes: shorten it.")
    package static let requestNotUTF8 = WireError(
        .syntax, zh: "这一行不是 UTF-8：请用 UTF-8 编码发送。", en: "The line is not UTF-8: send it in UTF-8.")
}
