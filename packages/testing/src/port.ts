/** Somebody a journey is about. Made up: see `newPerson`. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export type Credentials = Pick<Person, "email" | "password">;

/** What a team works in. The slug is part of its address. */
export interface Workspace {
  readonly name: string;
  readonly slug: string;
}

/** What a team works on. The id is part of its address. */
export interface Project {
  readonly name: string;
  readonly id: string;
  readonly workspace: Workspace;
}

export interface Task {
  readonly title: string;
  readonly isDone: boolean;
}

/** A file of a person's, as they choose it on their machine. */
export interface OwnFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** What a workspace is on, and how much of it is used. */
export interface PlanInUse {
  /** As it is sold: `Free`, `Pro`. */
  readonly name: string;
  readonly projects: { readonly used: number; readonly allowed: number | null };
}

/** What a person is told while they work. */
export interface News {
  readonly what: "somebody joined" | "the plan changed";
  /** Of the workspace that it is about. */
  readonly workspace: string;
}

/** What somebody did in a workspace, as its audit log has it. */
export type Deed =
  | "made the workspace"
  | "invited somebody"
  | "joined"
  | "made a project"
  | "added a file"
  | "went to pay"
  | "began a plan";

/** Work that the product has given up on, as its operators see it. */
export interface FailedJob {
  readonly id: string;
  readonly task: string;
  readonly reason: string;
}

/** Everything that was sent to an address, oldest first. How a driver follows the links in its person's mail. */
export type Mailbox = (address: string) => Promise<readonly Mail[]>;

/** What anybody can do, and nobody has to sign in for. */
export interface Visiting {
  /** Opens the front page. What it promises, in its largest words. */
  visits(): Promise<string>;
  /** Opens the page of the docs that has this title, from the list of all. What it says. */
  readsDocs(title: string): Promise<string>;
}

/** A person and their account. */
export interface HavingAnAccount {
  /**
   * Makes the person's account, confirms their address by the link in the mail and their password, and leaves them signed
   * in.
   * Starts with nobody signed in at this browser.
   * @throws TestingError `testing.refused` when the product will not have it; the message carries what the product said.
   */
  signsUp(person: Person): Promise<void>;
  /**
   * Leaves the person signed in. Starts with nobody signed in at this browser.
   * @throws TestingError `testing.refused` when the product will not let them in; the message carries what the product said.
   */
  signsIn(credentials: Credentials): Promise<void>;
  /** Chooses a new password through the mail that the product sends. Nobody is signed in afterwards, anywhere. */
  resetsPassword(credentials: Credentials): Promise<void>;
  /** Leaves nobody signed in at this browser; other browsers keep their sessions. With nobody signed in it resolves. */
  signsOut(): Promise<void>;
  /** Whether the product greets whoever is signed in here by this name; false when nobody is. */
  isGreetedAs(name: string): Promise<boolean>;
  /** Whether the product asks for a sign-in where a person's own page would be. */
  isAskedToSignIn(): Promise<boolean>;
  /**
   * Uploads a picture of themselves, in place of the one that was there.
   * @throws TestingError `testing.refused` when the product will not have it.
   */
  changesAvatar(picture: OwnFile): Promise<void>;
  /** Whether a picture of theirs is shown, and not their initials. */
  hasAvatar(): Promise<boolean>;
  /**
   * Asks for a copy of everything that is kept about them, waits until it is made, and fetches it. What is in it.
   * @throws TestingError `testing.refused` when they may not have one now.
   */
  exportsData(): Promise<string>;
}

/** What a person is told, in the product and by mail. */
export interface BeingTold {
  /**
   * Waits for a mail to the address whose subject has these words; the newest one.
   * @throws TestingError `testing.no_effect` when none comes in time.
   */
  seesMail(sentTo: string, subject: string): Promise<Mail>;
  /** What the bell has for whoever is signed in here, newest first. */
  news(): Promise<readonly News[]>;
}

/** Who works with whom. */
export interface Teaming {
  /** Makes a workspace that whoever is signed in owns. */
  createsWorkspace(name: string): Promise<Workspace>;
  /**
   * Asks the owner of an address into the workspace, as a member.
   * @throws TestingError `testing.refused` when the product will not have it.
   */
  invites(workspace: Workspace, email: string): Promise<void>;
  /**
   * Follows the newest invitation in the mail of an address and accepts it as whoever is signed in here.
   * @throws TestingError `testing.refused` when it is not for them.
   */
  acceptsInvitation(sentTo: string): Promise<void>;
  /** Whether the workspace opens for whoever is signed in here; false alike for one that is closed and one that is not there. */
  sees(workspace: Workspace): Promise<boolean>;
  /**
   * What was done in the workspace, newest first.
   * @throws TestingError `testing.refused` when the product does not show it to them.
   */
  historyOf(workspace: Workspace): Promise<readonly Deed[]>;
}

/** The product itself: here, projects with tasks and files. */
export interface Working {
  /**
   * Begins a piece of work in the workspace.
   * @throws TestingError `testing.refused` when the product will not have it, as when the plan has no room for another.
   */
  createsProject(workspace: Workspace, name: string): Promise<Project>;
  /**
   * Writes down one thing to do, after the others.
   * @throws TestingError `testing.refused` when the product will not have it.
   */
  addsTask(project: Project, title: string): Promise<void>;
  /**
   * Ticks the one task of that title.
   * @throws TestingError `testing.refused` when the product will not have it, or there is no such task for them.
   */
  completesTask(project: Project, title: string): Promise<void>;
  /** What is to be done there, in its order, as whoever is signed in here sees it; nothing where they see no project. */
  tasksOf(project: Project): Promise<readonly Task[]>;
  /**
   * Puts a file to the project, for everybody in the workspace.
   * @throws TestingError `testing.refused` when the product will not have it, or shows them no such project.
   */
  attaches(project: Project, file: OwnFile): Promise<void>;
  /**
   * Fetches the project's file of that name. What is in it, as text.
   * @throws TestingError `testing.refused` when there is none for them.
   */
  downloads(project: Project, name: string): Promise<string>;
  /** Whether the workspace's projects stand in close rows, which is what a flag decides. */
  seesCloseRows(workspace: Workspace): Promise<boolean>;
}

/** Plans and what they allow. */
export interface Buying {
  /** @throws TestingError `testing.refused` when the product does not show it to them. */
  planOf(workspace: Workspace): Promise<PlanInUse>;
  /**
   * Pays for the plan, by the month, at the payment vendor's own page, and waits until the workspace has it.
   * @throws TestingError `testing.refused` when the product opens no checkout for them.
   */
  buysPlan(workspace: Workspace, plan: "Pro" | "Business"): Promise<void>;
}

/** Who keeps the product running: everybody else is refused, or finds nothing there. */
export interface Operating {
  /**
   * What was given up and waits for a decision, newest first.
   * @throws TestingError `testing.refused` when whoever is signed in here is no operator. So do the next two.
   */
  failedJobs(): Promise<readonly FailedJob[]>;
  /**
   * Has a failed job made again, and waits until it is done.
   * @throws TestingError `testing.refused` when there is no such job to decide about; `testing.no_effect` when it fails anew.
   */
  replays(job: FailedJob): Promise<void>;
  /** Gives a share of all workspaces, in percent, what the flag is about. */
  rollsOut(flag: string, percent: number): Promise<void>;
}

/**
 * One person at one browser, in the product's own words. A journey is written once in these verbs and kept by every
 * driver: a real browser, or the API alone.
 *
 * Contract (checked by `driverCases`): a verb resolves once the product shows the effect and throws a TestingError
 * when it does not; two drivers share nothing, as two browsers do not. What the product does later (mail, news, the log)
 * is there when it is there: see `eventually`.
 *
 * Each verb is bounded by the time-out its driver was opened with, so none takes a signal; `close` ends what is under way.
 *
 * @throws TestingError `testing.unreachable` from every verb but `close`, when the product does not answer.
 * @throws TestingError `testing.no_effect` from every verb but `close`, when it answers and the effect does not show.
 */
export interface AppDriver extends Visiting, HavingAnAccount, BeingTold, Teaming, Working, Buying, Operating {
  /** Ends the browser and what is under way in it. Repeated, it resolves. No other verb may follow. */
  close(): Promise<void>;
}

/** Opens a fresh browser, with nobody signed in. */
export type OpenDriver = () => Promise<AppDriver>;
