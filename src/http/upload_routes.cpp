#include "http/upload_routes.hpp"

#include <algorithm>
#include <array>

#include "base/integer.hpp"
#include "base/text.hpp"
#include "http/router.hpp"
#include "http/serving.hpp"

namespace reeve::http {
namespace {

using store::UploadRow;

Refusal no_such_upload() {
    return {RefusalKind::unseen, "", {}, 0};
}
Refusal too_large() {
    return {RefusalKind::too_large,
            "A file has at most 25 MB; send a smaller one, or a link to where it lies.",
            {},
            0};
}

Json upload_json(const UploadRow& row) {
    return JsonObject{{"upload", row.id.text()},
                      {"name", row.name},
                      {"media_type", row.media_type},
                      {"offset", row.size},
                      {"length", row.length < 0 ? Json() : Json(row.length)},
                      {"complete", row.complete}};
}

// How many bytes a mark takes that `text` begins with and that is not shown: a control character, or one of
// those by which Unicode lays out what is read from right to left (Bidi_Control), which can make one name
// look like another.
std::size_t unshown(std::string_view text) {
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    if (at(0) < 0x20 || at(0) == 0x7f) return 1;
    if (at(0) == 0xC2 && at(1) >= 0x80 && at(1) <= 0x9F) return 2;  // U+0080 to U+009F
    if (at(0) == 0xD8 && at(1) == 0x9C) return 2;                   // U+061C
    if (at(0) != 0xE2) return 0;
    const bool mark = at(1) == 0x80 && (at(2) == 0x8E || at(2) == 0x8F);     // U+200E, U+200F
    const bool embedding = at(1) == 0x80 && at(2) >= 0xAA && at(2) <= 0xAE;  // U+202A to U+202E
    const bool isolate = at(1) == 0x81 && at(2) >= 0xA6 && at(2) <= 0xA9;    // U+2066 to U+2069
    return mark || embedding || isolate ? 3 : 0;
}

// What is shown of a name: its last part, without what is not seen of it (trust.md F4, F5).
std::string shown_name(std::string_view given) {
    const std::size_t slash = given.find_last_of("/\\");
    if (slash != std::string_view::npos) given = given.substr(slash + 1);
    std::string name;
    while (!given.empty() && name.size() < 200) {
        const std::size_t left_out = unshown(given);
        if (left_out == 0 && given.front() != '"') name.push_back(given.front());
        given.remove_prefix(std::max<std::size_t>(left_out, 1));
    }
    while (!name.empty() && !valid_utf8(name)) name.pop_back();
    return name.empty() ? "file" : name;
}

std::string media_type_of(std::string_view given) {
    const std::string_view media = trim(given.substr(0, given.find(';')));
    const bool plain = !media.empty() && media.size() <= 100 && media.find('/') != std::string_view::npos &&
                       media.find_first_of(" \"\r\n,") == std::string_view::npos;
    return plain ? lower_ascii(media) : "application/octet-stream";
}

// Takes an upload's bytes as they come, straight to disk; the first failure is what the client is told.
class UploadSink : public BodySink {
public:
    UploadSink(Api& api, UploadRow row, int status) : api_(api), row_(std::move(row)), status_(status) {}
    ~UploadSink() override { api_.uploads().release(row_.id); }

    bool take(std::string_view part) override {
        if (refusal_) return false;
        const auto size = static_cast<std::uint64_t>(row_.size);
        const std::uint64_t most =
            row_.length < 0 ? upload_bytes_max : static_cast<std::uint64_t>(row_.length);
        if (size + part.size() > most) {
            refusal_ =
                row_.length < 0
                    ? too_large()
                    : Refusal{RefusalKind::malformed, "More bytes came than the announced length.", {}, 0};
            return false;
        }
        try {
            if (!api_.parts().blobs.append(row_.id, size, part))
                refusal_ = Refusal{RefusalKind::wrong_state,
                                   "The upload does not continue where it ended; ask for its offset.",
                                   {},
                                   0};
        } catch (const store::StoreFailure& failure) {
            refusal_ =
                failure.kind() == store::StoreFailure::Kind::full
                    ? Refusal{RefusalKind::full, "The disk is full; nothing was kept of this part.", {}, 0}
                    : Refusal{RefusalKind::busy, "The disk cannot be written just now.", {}, 5};
        }
        if (refusal_) return false;
        row_.size += static_cast<std::int64_t>(part.size());
        api_.uploads().set(row_);
        return true;
    }

    void finish(Reply reply) override {
        if (refusal_) return reply(refusal());
        row_.complete = row_.length < 0 || row_.size == row_.length;
        if (row_.complete) {
            try {
                // An empty file has had no part that would have made it.
                if (row_.size == 0) (void)api_.parts().blobs.append(row_.id, 0, "");
                row_.sha256 = hex(api_.parts().blobs.seal(row_.id));
            } catch (const store::StoreFailure&) {
                return reply(problem({RefusalKind::full, "The disk is full; the file was not kept.", {}, 0}));
            }
        }
        api_.uploads().set(row_);
        Response response = json_response(status_, upload_json(row_));
        response.headers.emplace_back("Upload-Offset", std::to_string(row_.size));
        if (status_ == 201) response.headers.emplace_back("Location", "/api/v1/uploads/" + row_.id.text());
        desk::Operate keep{[row = row_](store::Operational& operational) { operational.put_upload(row); }};
        submit(api_, std::move(keep), std::move(reply),
               [response = std::move(response)](const desk::Answer&) mutable { return std::move(response); });
    }

    Response refusal() override { return problem(*refusal_); }

private:
    Api& api_;
    UploadRow row_;
    int status_;
    std::optional<Refusal> refusal_;
};

Outcome<std::int64_t> number_of(const Call& call, std::string_view name, std::int64_t otherwise) {
    const std::string* given = call.parameter(name);
    if (!given) return otherwise;
    const auto value = parse_integer<std::int64_t>(*given);
    if (!value || *value < 0)
        return refuse(RefusalKind::malformed, std::string(name) + " is a number of bytes.");
    return *value;
}

Outcome<UploadRow> begin_upload(Api& api, const Call& call) {
    auto length = number_of(call, "length", -1);
    if (!length) return std::unexpected(length.error());
    if (*length > static_cast<std::int64_t>(upload_bytes_max)) return std::unexpected(too_large());
    const auto announced = parse_integer<std::int64_t>(call.request.header("content-length"));
    if (announced.value_or(0) > static_cast<std::int64_t>(upload_bytes_max))
        return std::unexpected(too_large());
    UploadRow row;
    row.id = api.parts().entropy.id();
    row.person = call.person;
    const std::string* name = call.parameter("name");
    row.name = shown_name(name ? *name : "");
    row.media_type = media_type_of(call.request.header("content-type"));
    row.length = *length;
    row.created = api.parts().real_clock.now();
    if (!api.uploads().begin(row))
        return std::unexpected(Refusal{RefusalKind::throttled,
                                       "Too many of your uploads are on their way; use them or wait a day.",
                                       {},
                                       3600});
    return row;
}

// Other protocols of resuming say in headers what is said in the address here: unread, a file would be taken
// for whole that is not.
Outcome<void> without_foreign_headers(const Request& request) {
    for (const auto& [header, parameter] :
         {std::pair("upload-length", "?length= of POST /api/v1/uploads"),
          std::pair("upload-offset", "?offset= of PATCH /api/v1/uploads/ID")})
        if (!request.header(header).empty())
            return refuse(RefusalKind::malformed, std::string("The header ") + header +
                                                      " is not read here; say it in the address, as " +
                                                      parameter + ".");
    return {};
}

Outcome<UploadRow> resume_upload(Api& api, const Call& call) {
    const auto id = Id::parse(call.path.at(0));
    auto row = id ? api.uploads().find(*id, call.person) : std::nullopt;
    if (!row) return std::unexpected(no_such_upload());
    auto offset = number_of(call, "offset", -1);
    if (!offset) return std::unexpected(offset.error());
    if (row->complete) return refuse(RefusalKind::wrong_state, "This upload is complete.");
    if (*offset != row->size)
        return refuse(RefusalKind::wrong_state,
                      "This upload continues at offset " + std::to_string(row->size) + ".");
    return *row;
}

// Its beginning is read at once: a file that cannot be read has an answer then, and no more once it is on its
// way.
class BlobSource : public BodySource {
public:
    explicit BlobSource(std::unique_ptr<store::BlobReader> reader)
        : reader_(std::move(reader)), size_(reader_->size()), first_(reader_->read(kFirst)) {}
    std::uint64_t size() const override { return size_; }
    std::string read(std::size_t most) override {
        if (first_.empty()) return reader_->read(most);
        std::string part = first_.substr(0, most);
        first_.erase(0, part.size());
        return part;
    }

private:
    static constexpr std::size_t kFirst = 4096;
    std::unique_ptr<store::BlobReader> reader_;
    std::uint64_t size_;
    std::string first_;
};

// RFC 6266 and 8187: an ASCII form for old clients, the real name percent-encoded.
std::string disposition(const std::string& name) {
    std::string plain;
    for (const char c : name) plain.push_back(c == ' ' || encode_percent({&c, 1}).size() == 1 ? c : '_');
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encode_percent(name);
}

Outcome<records::AttachmentPart> taken(Api& api, const Call& call, const Json& item) {
    static constexpr std::array<std::string_view, 4> kMembers{"upload", "name", "audience", "kind"};
    std::string id, name, audience, kind;
    if (item.is_string()) {
        id = item.string();
    } else if (item.is_object()) {
        if (auto allowed = only_members(item, kMembers); !allowed) return std::unexpected(allowed.error());
        id = item.string_or_empty("upload");
        name = item.string_or_empty("name");
        audience = item.string_or_empty("audience");
        kind = item.string_or_empty("kind");
    }
    if (!audience.empty() && audience != "public" && audience != "internal")
        return refuse(RefusalKind::malformed, "audience is public or internal.");
    const auto parsed = Id::parse(id);
    const auto row = parsed ? api.uploads().find(*parsed, call.person) : std::nullopt;
    if (!row || !row->complete)
        return refuse(
            RefusalKind::unmet, "An attachment is not there.",
            {{"attachment", "attachments",
              "'" + id.substr(0, 64) + "' is no complete upload of yours; upload the file again."}});
    return records::AttachmentPart{row->id,
                                   name.empty() ? row->name : shown_name(name),
                                   row->media_type,
                                   row->sha256,
                                   row->size,
                                   audience,
                                   kind};
}

}  // namespace

void admit_upload(Api& api, Call call, Handler::Admission& admission) {
    const bool fresh = call.request.method == Method::post;
    if (auto plain = without_foreign_headers(call.request); !plain) {
        admission.refused = problem(plain.error());
        return;
    }
    auto row = fresh ? begin_upload(api, call) : resume_upload(api, call);
    if (row && !api.uploads().lease(row->id))
        row = refuse(RefusalKind::wrong_state, "A part of this upload is arriving already.");
    if (!row) {
        admission.refused = problem(row.error());
        return;
    }
    admission.sink = std::make_unique<UploadSink>(api, std::move(*row), fresh ? 201 : 200);
}

void post_upload(Api&, Call, Reply reply) {
    reply(problem({RefusalKind::malformed, "An upload is its bytes.", {}, 0}));
}
void continue_upload(Api&, Call, Reply reply) {
    reply(problem({RefusalKind::malformed, "An upload is its bytes.", {}, 0}));
}

void read_upload(Api& api, Call call, Reply reply) {
    const auto id = Id::parse(call.path.at(0));
    const auto row = id ? api.uploads().find(*id, call.person) : std::nullopt;
    if (!row) return reply(problem(no_such_upload()));
    Response response = json_response(200, upload_json(*row));
    response.headers.emplace_back("Upload-Offset", std::to_string(row->size));
    reply(std::move(response));
}

void read_attachment(Api& api, Call call, Reply reply) {
    answer(std::move(reply), [&]() -> Outcome<Response> {
        const auto id = Id::parse(call.path.at(1));
        if (!id) return std::unexpected(no_such_upload());
        auto queries = api.queries();
        auto file = queries->attachment(*call.world, call.person, call.path.at(0), *id);
        if (!file) return std::unexpected(file.error());
        auto reader = api.parts().blobs.open(*id);
        if (!reader) return std::unexpected(no_such_upload());
        Response response;
        response.content_type = file->media_type;
        response.headers.emplace_back("Content-Disposition", disposition(file->name));
        // Never run in this origin, whatever it holds (trust.md F2).
        response.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
        response.source = std::make_shared<BlobSource>(std::move(reader));
        return response;
    });
}

Outcome<std::vector<records::AttachmentPart>> take_uploads(Api& api, const Call& call, const Json* given) {
    std::vector<records::AttachmentPart> parts;
    if (!given || given->is_null()) return parts;
    if (!given->is_array() || given->array().size() > 50)
        return refuse(RefusalKind::malformed, "attachments is an array of at most 50 uploads.");
    for (const Json& item : given->array()) {
        auto part = taken(api, call, item);
        if (!part) return std::unexpected(part.error());
        parts.push_back(std::move(*part));
    }
    return parts;
}

}  // namespace reeve::http
