import type { Role } from '~/domain/context'
import type { ProcedureName } from '~/domain/member/access'

/**
 * What each answer is made of, as agreed: a name that is not here does not go out. `a{b c}` are fields b and c of a; lists are looked through.
 * Bytes, and what answers nothing, have no names.
 */
export const fields: Record<ProcedureName, string> = {
  'account.list': 'asOf rows{id lastPostAt level name platformName standing tier unitId unitName followers} total next previous',
  'account.get': `
    contact{name phone} dormantDays id name openedOn origin platform{code defaultClass name uniquenessGroup} revisions{action actorName
    at changes{field from to} id} slot{groupName takenOn exception} standing unit{id name tier} verdict{asOf coveredFrom days
    evaluatedAt explanation id lastPostAt lastPostTitle level marks{doubted startUnknown undated} point policy{clause documentNo} reason
    lastPostUrl} ceasedOn certified certifiedSubject contentClass field filedOn filingNo followers followersOn leader platformAccountId
    supervisorName url`,
  'account.unmaskContact': 'phone',
  'account.addException': 'id',
  'platform.list': 'active aliases bulletinGroup code defaultClass name uniquenessGroup urlPatterns',
  'platform.save': 'code',
  'unit.list': 'children code divisionCode id kind name nameComplete parentId path tier',
  'unit.find': 'next rows{accounts children division divisionCode id kind name parent tier unsupervised validTo} total',
  'unit.get': `
    accounts{id name platform standing} aliases children division divisionCode id kind name nameBo nameComplete on own parent{id name}
    parentId people reorganisations{createdAt createdBy documentNo effectiveOn hindrance id into kind settledAt settledBy state unit}
    supervising supervisingUnitId tier top uscc validFrom validTo`,
  'unit.create': 'id',
  'unit.change': 'id',
  'unit.previewReorganisation': `
    accounts{id name place platform standing to} children{id name} clear conflicts{group holders{account accountId excepted filingNo moves
    unit} place resolved} effectiveOn ends filings{account id kind number place state} heir hindrances into{id name} kind later mayGrant
    parts people{id name place roles} renamed supervised{id name} unit{id name}`,
  'unit.reorganise': 'id state',
  'unit.callOffReorganisation': 'id state',
  'custody.list': 'counts{fresh lost none old} next proofDays rows{deputy holder id name platform provenOn state unit unitId}',
  'custody.get': `
    account{filingNo id name platform standing unit{id name}} custody{deputy holder lostHow lostOn lostSteps{service} phone phoneOwner post provenBy
    provenHow provenOn} events{actorName at day fromName id kind toName what} proofDays state`,
  'custody.save': 'accountId',
  'custody.prove': 'accountId recovered',
  'custody.handOver': 'accountId eventId',
  'custody.reportLost': 'accountId',
  'custody.tick': 'accountId',
  'custody.unmask': 'phone',
  'confirmation.get': `
    campaign{certainty doubtful dueOn opensOn year} missing nextOn overdue rows{answer at by certifiedSubject contactName contactPhone filingNo
    id leader name openedOn operatorKind operatorOrg platform platformAccountId standing url} unit{id name}`,
  'confirmation.task': 'campaign{certainty doubtful dueOn opensOn year} missing overdue unitId',
  'confirmation.confirm': 'confirmed year',
  'confirmation.markChanged': 'accountId year',
  'confirmation.units':
    'campaign{certainty doubtful dueOn opensOn year} missing next nextOn rows{answered asked changed id name overdue} units',
  'ledger.template': '',
  'ledger.check': `
    accepted created fileHash fileName notes planned{create unchanged update} problems rejected reportId rows unchanged units updated
    importId unfiledRows`,
  'ledger.report': `
    entries{code column message row} summary{accepted created fileHash fileName notes planned{create unchanged update} problems rejected
    reportId rows unchanged units updated importId unfiledRows} total`,
  'ledger.rejected': '',
  'ledger.progress': '',
  'ledger.commit': `
    accepted created fileHash fileName importId notes planned{create unchanged update} problems rejected reportId rows unchanged units
    updated unfiledRows`,
  'ledger.list': 'rows{actorName at counts{accepted created rejected rows unchanged units updated} fileName id unitName takenBackAt} next',
  'ledger.takeBack': 'restored voided',
  'activity.posts': 'rows{id publishedAt sourceKind title url reads deletedAt hasEvidence} next',
  'activity.sources': `
    covered{from until} enabled failCount id kind seesAllPosts url lastAttemptAt lastMessage lastOutcome lastSuccessAt lastErrorKind nextRunAt
    pausedUntil pauseReason deadAt grantUntil`,
  'activity.timeline': 'days{day posts} from stretches{from until} to statements',
  'activity.days': 'from to rows answers',
  'activity.evidence': 'bytes name type',
  'activity.addInspection': 'id',
  'source.list': `
    rows{id kind url seesAllPosts accountId accountName platformName unitId unitName enabled lastAttemptAt lastSuccessAt lastOutcome lastErrorKind
    lastMessage failCount nextRunAt pausedUntil pauseReason deadAt restUntil shrunkSince grantUntil} total next`,
  'source.get': `
    id kind url seesAllPosts accountId accountName platformName unitId unitName enabled lastAttemptAt lastSuccessAt lastOutcome lastErrorKind
    lastMessage failCount nextRunAt pausedUntil pauseReason deadAt restUntil shrunkSince grantUntil config{match} usualItems credential quota covered
    health`,
  'source.runs': 'rows next',
  'source.collection': `
    from to coverage{accounts proven partial unknown byPlatform{key name accounts proven partial unknown} byUnit{key name own accounts proven partial
    unknown}} sources{collected good failing doubtful paused dead resting expiring never overdue} withoutSource failures{errorKind code message
    sources} resting{lane until sources} nextHours sweep{since done inHand waiting lastHour{looks good newPosts}}`,
  'source.sweep': 'since done inHand waiting lastHour{looks good newPosts}',
  'source.credentials': 'rows{id kind name appId unitName sources tokenUntil grantUntil updatedAt} total next',
  'source.try': 'outcome errorKind message items skipped newest undated provenFrom mayProveSilence followers identity tookMs',
  'source.tryStanding': 'outcome errorKind message items skipped newest undated provenFrom mayProveSilence followers identity tookMs',
  'source.add': 'id',
  'source.change': 'id',
  'source.pause': 'id',
  'source.resume': 'id',
  'source.stop': 'id',
  'source.saveCredential': 'id',
  'source.previewPattern': 'ready rows{accountId accountName unitName url} lacking{accountId accountName unitName} lackingCount known',
  'source.addPattern': 'ready rows{accountId accountName unitName url} lacking{accountId accountName unitName} lackingCount known',
  'activity.template': '',
  'activity.checkSheet': 'accepted created rejected rows unchanged updated notes problems units',
  'activity.commitSheet': 'accepted created rejected rows unchanged updated notes problems units',
  'sourceSheet.template': '',
  'sourceSheet.check': 'accepted created rejected rows unchanged updated notes problems units',
  'sourceSheet.commit': 'accepted created rejected rows unchanged updated notes problems units',
  'activity.addManual': 'id',
  'filing.list': `
    rows{account certainty dueOn id kind number office overdue platform state step submittedAt unit unitId assignee
    decider ready evidenceReturned} total next`,
  'filing.get': `
    account{id name platform} announcedOn announcedUntil applicant around{accounts{filingNo id name platform standing} earlier{account id
    kind number state submittedAt} lookAlikes{how id name platform unit} remarks subjectIsUnit} attachments{addedBy at id name provenOn
    purpose size type} certainty chosen decided diff events{actorName at changes command id letter reasonCode state unitName} evidence evidenceReturned exception filingNo id kind
    linked{id kind number} may{announce attach complete decide edit note reportOpened returnEvidence submit withdraw} notes{at authorName
    id text} number openBy platform{code name} readyAt requested{commitment contentClass editor editorPhone interactions leader
    leaderPhone name operatorKind purpose} returnedUntil signedBy state steps{act assignee assigneeId certainty decidedAt decidedBy decision dueOn
    office overdue state} submittedAt target targetUnit unit{id name}`,
  'filing.counts': 'all draft mine open overdue upward',
  'filing.file': 'bytes name type',
  'filing.record': `
    account{id name platform platformCode standing unit unitId} record{certifiedSubject contactName contactPhone contentClass contractEndsOn
    interactions leader name operatorKind operatorOrg organiserId purpose url}`,
  'filing.find': 'id name note',
  'filing.checkName': 'holder lookAlikes remarks',
  'filing.saveDraft': 'id',
  'filing.askSignature': 'id',
  'filing.submit': 'id number state',
  'filing.withdraw': 'id state',
  'filing.attach': 'id',
  'filing.removeAttachment': 'id',
  'filing.reportOpened': 'id state',
  'filing.announce': 'id state until',
  'filing.takeUp': 'id state',
  'filing.decide': 'filingNo id number state',
  'filing.returnEvidence': 'id state',
  'filing.complete': 'accountId id number state',
  'filing.addNote': 'id',
  'filing.reply': 'bytes name type',
  'filing.colleagues': 'deputy id name',
  'filing.delegations': `
    below{from fromId fromUnit id reason state to toId toUnit validFrom validTo} colleagues{id name unit} own{from fromId fromUnit id
    reason state to toId toUnit validFrom validTo}`,
  'filing.delegate': 'id',
  'filing.endDelegation': 'id',
  'filing.recordUpward': 'accountId',
  'filing.exceptions': `
    rows{account{id name} approverName documentNo endsOn filing id platform reason state unit unitId} next renewalDays`,
  'filing.renewException': 'id',
  'filing.watched': 'rows{again ceasedOn id name platform platformAccountId unit unitId watchUntil} next',
  'finding.list': `
    rows{account{id name platform{code name} standing unit{id name}} code createdAt episode evidence{checks clause coveredFrom days
    documentNo lastPostAt lastPostTitle level openedOn point reason} firstAsOf id lastAsOf state decidedAt decidedBy reason} next`,
  'finding.decide': 'decided withdrawn',
  'overview.get': `
    asOf byArea{key levels{dormant exempt neverPosted normal reminder unknown warning zombie} name own unqualified} byGroup{key
    levels{dormant exempt neverPosted normal reminder unknown warning zombie} name own unqualified} checked levels{dormant exempt
    neverPosted normal reminder unknown warning zombie} proposed total unfiled unqualified freshAt`,
  'bulletin.list': 'rows{checked decimals draftedAt draftedBy id label officeName proposed rate state title total window{from to}} next',
  'bulletin.get': `
    checked decimals draftedAt draftedBy failing{accountName level platformName silentSince state unitName lastPostOn}
    figures{byGroup{checked key name rate total unqualified} byPlatform{checked key name rate total unqualified} byTier{checked key name
    rate total unqualified} byUnit{checked key name rate total unqualified} changes{ceased changed opened startUnknown} checked coverage
    decimals demo dismissed draftedOn evaluatedAt followers{accounts total} levels{dormant exempt neverPosted normal reminder unknown
    warning zombie} office{id name tier} posts{counted partial silent stated total unknown originals} rate total unfiled
    unqualified{confirmed proposed} version window{from to} lastYear previous} id label officeName proposed rate state text{addressee
    annexes{kind label title} date marks note preamble sections{heading paragraphs{lead text}} signature title} title total window{from
    to}`,
  'bulletin.rows': `
    rows{accountId accountName areaId areaName basis group id level partial platformCode platformName posts result silentSince tier
    unitId unitName days followers lastPostOn originals reason} next`,
  'bulletin.nextWindow': 'from quarter to year',
  'bulletin.draft': `
    figures{byGroup{checked key name rate total unqualified} byPlatform{checked key name rate total unqualified} byTier{checked key name
    rate total unqualified} byUnit{checked key name rate total unqualified} changes{ceased changed opened startUnknown} checked coverage
    decimals demo dismissed draftedOn evaluatedAt followers{accounts total} levels{dormant exempt neverPosted normal reminder unknown
    warning zombie} office{id name tier} posts{counted partial silent stated total unknown originals} rate total unfiled
    unqualified{confirmed proposed} version window{from to} lastYear previous} id`,
  'bulletin.file': 'bytes name type',
  'member.list': 'rows{demo id idleEnd lastSignInAt name roles secondFactor state unitId unitName disabledAt disabledReason username} next',
  'member.get': `
    bound createdAt demo id idleEnd name roles secondFactor state unitId unitName disabledAt disabledReason lastSignInAt linkEnd
    sessions username`,
  'member.units': 'id name',
  'member.rights': 'procedure reach{auditor inspector leadership registrar reporter securityAdmin systemAdmin unitLeader}',
  'member.create': 'expiresAt name token userId',
  'member.issueLink': 'expiresAt name token userId',
  'member.disable': 'endedSessions',
  'member.enable': '',
  'member.endSessions': 'ended',
  'member.export': `
    auditLeftOut exportedAt person{createdAt demo id name password roles secondFactor unit unitId disabledAt disabledReason enabledAt
    idleWarnedAt lastSignInAt passwordChangedAt totpEnrolledAt username} audit heldForms identities links passwords sessions`,
  'member.erase': '',
  'member.grant': 'endedSessions',
  'member.resetSecondFactor': 'endedSessions',
  'me.get': `
    demo name roles secondFactor{required enrolledAt} sessions{createdAt current id lastSeenAt method ip userAgent} unitName identities
    lastSignInAt password username`,
  'me.export': `
    audit{action actorId actorRoles at ip subjectId subjectType success userAgent} auditLeftOut exportedAt person{createdAt demo id
    lastSignInAt name password roles secondFactor unit unitId disabledAt disabledReason enabledAt idleWarnedAt passwordChangedAt
    totpEnrolledAt username} sessions{createdAt id lastSeenAt method secondFactorAt endedAt endedBecause ip userAgent} heldForms
    identities links passwords`,
  'me.changePassword': '',
  'me.enrol': 'key picture{path size} serverTime uri enrolledAt',
  'me.confirmEnrolment': '',
  'me.giveSecondFactor': '',
  'me.endSession': 'ended',
  'me.unbindSso': '',
  'audit.list': `
    rows{action actorKind actorName at seq subjectId subjectType success unitId unitName actorId personName subjectName} next previous`,
  'audit.get': `
    action actorKind actorName at detail{asOf checked findings{proposed withdrawn} levels{dormant exempt neverPosted normal reminder unknown
    warning zombie} total} hash prevHash recordedAt seq subjectId subjectType success actorId actorRoles ip personName requestId subjectName
    unitId unitName userAgent`,
  'audit.export': 'name rows',
  'audit.verify': 'anchor{compared covered file foreign unverified last} archives firstSeq flaws lastSeq ok protected rows',
}

/** What the person's role leaves out of it. */
export const withheld: Partial<Record<ProcedureName, Partial<Record<Role, readonly string[]>>>> = {
  'account.get': { leadership: ['contact.name', 'contact.phone'], inspector: ['contact.name', 'contact.phone'] },
}
